"""What the templates ask for, by subject: records and figures by the names that pages use."""
