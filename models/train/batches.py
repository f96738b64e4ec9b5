"""Endless batches for training.

    image  uint8 [B,S,S,3]   RGB
    labels uint8 [B,S,S]     0: no region that is asked for
    ids    uint8 [B,P]       which region each of a picture's P prompts means
"""
import random

import numpy as np
import torch

from augment import paste, view
from shards import open_shards
from synthetic import shape, synthetic_picture

SHARES = {'bsds': .36, 'ccp': .21, 'camvid': .19, 'dsb': .14, 'synthetic': .10}
SMALLEST, LARGEST = .0012, .9  # of the frame's area


def picture(rng, shards, size, source=None):
    """A random picture and one annotator's labels, as a view of `size`."""
    if source is None:
        shares = {s: w for s, w in SHARES.items() if s in shards or s == 'synthetic'}
        source = rng.choices(list(shares), list(shares.values()))[0]
    if source == 'synthetic':
        image, labels = synthetic_picture(rng, min(size, 288))
    else:
        shard = shards[source]
        image, labels = shard[rng.randrange(len(shard))]
    return view(rng, image, labels[rng.randrange(len(labels))], size)


def regions(labels, smallest, largest):
    """Values of the regions whose share of the frame is in range, and their areas in pixels."""
    areas = np.bincount(labels.ravel())
    areas[0] = 0
    values = np.nonzero((areas > smallest * labels.size) & (areas < largest * labels.size))[0]
    return values, areas[values]


def sample(rng, shards, size, prompts):
    """One picture: (image [S,S,3], labels uint8 [S,S], ids uint8 [P])."""
    while True:
        image, labels = picture(rng, shards, size)
        if rng.random() < .2:
            for _ in range(rng.randint(1, 2)):
                other, other_labels = picture(rng, shards, size)
                values, _ = regions(other_labels, .01, .4)
                if rng.random() < .25:
                    inside = shape(rng, size) > 127
                elif len(values):
                    inside = other_labels == rng.choice(list(values))
                else:
                    continue
                image, labels = paste(image, labels, other, inside)
        values, areas = regions(labels, SMALLEST, LARGEST)
        if len(values):
            break
    chosen = rng.choices(range(len(values)), [a ** .25 for a in areas], k=prompts)
    table = np.zeros(int(labels.max()) + 1, np.uint8)
    ids = []
    for index in chosen:
        if not table[values[index]]:
            table[values[index]] = max(ids, default=0) + 1
        ids.append(int(table[values[index]]))
    return image, table[labels], np.array(ids, np.uint8)


class Batches(torch.utils.data.IterableDataset):
    """`frames`: [(size, pictures in a batch, weight)]; every batch has one size. `seed` moves on at each resume."""

    def __init__(self, folder, frames, prompts, seed):
        self.folder, self.frames, self.prompts, self.seed = folder, frames, prompts, seed

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        rng = random.Random(self.seed * 1000 + (worker.id if worker else 0))
        shards = open_shards(self.folder)
        while True:
            size, count, _ = rng.choices(self.frames, [f[2] for f in self.frames])[0]
            samples = [sample(rng, shards, size, self.prompts) for _ in range(count)]
            yield tuple(torch.from_numpy(np.stack(part)) for part in zip(*samples))


def loader(folder, frames, prompts, seed, workers):
    """A DataLoader over Batches; batches arrive already collated."""
    ahead = {'prefetch_factor': 4} if workers else {}
    return torch.utils.data.DataLoader(
        Batches(folder, frames, prompts, seed), batch_size=None, num_workers=workers,
        pin_memory=torch.cuda.is_available(), **ahead)
