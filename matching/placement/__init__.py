"""Pupils to places: the third matching, with a proof and a reason.

Import from the modules: ``matching.placement.reading.read_instance``,
``matching.placement.solve.solve`` and ``matching.placement.verify.verify``.
Nothing is imported here, so that a page that only verifies loads no solver.
"""
