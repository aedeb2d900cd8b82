"""Evaluation: gold and predictions in, a report out.

``records`` reads JSON Lines, ``validity`` judges what they say, ``pairing`` puts gold and predictions side by side,
``report`` makes figures of the statistics, ``terminal`` shows them, ``models`` runs what trains and predicts.
"""
