"""What goes over the wire: names in camelCase, values checked, examples for the papers."""
