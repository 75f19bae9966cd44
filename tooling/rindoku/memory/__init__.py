"""What earlier runs found out, kept in plain files inside the git directory.

All of it can be found out anew, so it may be deleted, shared, damaged or half written at any
moment: then it is not believed, and costs time. Nothing in it is run. Without git there is none.
"""
