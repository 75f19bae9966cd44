"""Who or what is meant by what somebody typed, in full or in short."""
