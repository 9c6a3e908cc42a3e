"""Parsers of strangers' files; they run only in the limited child process.

Each takes the bytes' path and yields what stands in it (:mod:`workbench.intake.raw`),
without knowing what it means. Anything they raise becomes one error naming the file.
"""
