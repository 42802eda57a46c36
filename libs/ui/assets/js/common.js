// Common to every page.
