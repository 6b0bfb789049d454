"""A synthetic world in which the truth is known, so that linking can be measured by itself.

``setting`` is the country, ``happenings`` what happens in it, ``noise`` how badly it is told, ``tellings`` what of a
happening comes through, ``wordings`` and ``sentences`` how it is put, ``reports`` who prints what; ``figures`` measures.
Nothing in it is real; the same seed makes the same world.
"""
