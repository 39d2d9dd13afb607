"""One module or package a target: view dataclasses and `pages(api, names, project)`."""
