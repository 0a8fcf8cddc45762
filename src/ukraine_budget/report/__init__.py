"""Each result as one `Table` value: what every writer takes."""
