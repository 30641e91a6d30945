"""The site as files, which any file server carries."""
