"""How far annotators agree, what they disagree on, and the file in which somebody settles it.

Agreement measures consistency, not validity: two annotators who share a habit share its mistakes. Every table
therefore says whether its layers were made by people or by models.
"""
