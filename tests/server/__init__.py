"""The generated server, run by uvicorn on a real socket, with handlers of the tests."""
