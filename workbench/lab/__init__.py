"""JupyterLab for a case: offline, hardened, in the language of the case.

The server listens on 127.0.0.1 with a token; terminals, news, update checks, the
extension manager and IPython's history are off; saved notebooks carry no widget state.
"""

from workbench.lab.launch import launch, launch_app, sample_folder
from workbench.lab.practice import practice_case

__all__ = ["launch", "launch_app", "practice_case", "sample_folder"]
