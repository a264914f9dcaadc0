"""The safety net: is somebody in trouble, whatever the classifier thinks?"""
