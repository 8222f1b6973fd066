"""Imported first by the server that workers are forked from: numerical libraries must not start threads in it.

A process with threads cannot be forked safely, and a worker runs one call at a time anyway.
"""

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ.setdefault(name, "1")
