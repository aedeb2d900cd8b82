from mini_corpus import corpus, folder, load, root

__all__ = ["corpus", "folder", "load", "root"]
