"""What a repository must keep to: one function a rule, registered with its documentation."""
