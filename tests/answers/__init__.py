"""Every kind of answer the server gives, recorded before a change of the code and compared after it."""
