"""Reads what prepare.py wrote. Shards are mapped, not loaded: workers share the pages."""
import glob
import json
import os

import numpy as np


class Shard:
    """One source's pictures: shard[i] -> image uint8 [H,W,3], labels uint16 [K,H,W]."""

    def __init__(self, folder, source):
        with open(os.path.join(folder, f'{source}.json')) as file:
            self.entries = json.load(file)
        self.source = source
        self.images = np.memmap(os.path.join(folder, f'{source}.images.bin'), np.uint8, 'r')
        self.labels = np.memmap(os.path.join(folder, f'{source}.labels.bin'), '<u2', 'r')

    def __len__(self):
        return len(self.entries)

    def __getitem__(self, i):
        e = self.entries[i]
        h, w, k = e['height'], e['width'], e['maps']
        image = self.images[e['image_at']:e['image_at'] + h * w * 3].reshape(h, w, 3)
        labels = self.labels[e['labels_at']:e['labels_at'] + k * h * w].reshape(k, h, w)
        return image, labels


def open_shards(folder):
    """All sources of a folder, by name, in alphabetical order."""
    sources = sorted(os.path.basename(p)[:-len('.json')] for p in glob.glob(os.path.join(folder, '*.json')))
    if not sources:
        raise FileNotFoundError(f'no shards in {folder}: run prepare.py first')
    return {source: Shard(folder, source) for source in sources}
