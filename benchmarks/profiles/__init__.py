"""What preflight finds in the module and in a book of 300 pages, in each profile of the press."""
