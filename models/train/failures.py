"""Pictures of what goes wrong: the worst masks on labelled pictures that may be shown, and masks on our own samples.

    failures.py CHECKPOINT dev.tar SAMPLES_FOLDER OUT_FOLDER [--source dsb] [--count 4]

Orange is the model's mask, blue the true one, white the click or the box. Of the labelled pictures only --source is
shown: the one whose terms allow it.
"""
import argparse
import os
import zlib

import numpy as np
import torch
from PIL import Image, ImageDraw

from evaluate import Session, deepest, iou
from network import load_network
from prepare import pictures

SIDE = 480
MODEL, TRUTH, PROMPT = (255, 120, 0), (60, 160, 255), (255, 255, 255)
SAMPLES = {  # name: labels and points, in shares of width and height
    '01-sheep-meadow': ([1], [(.27, .55)]),
    '02-street': ([2, 3], [(.585, .66), (.895, .875)]),
    '05-breakfast-table': ([1], [(.873, .575)]),
    '06-harbour': ([2, 3], [(.09, .08), (.36, .68)]),
    '07-workbench': ([1], [(.183, .675)]),
}


def outline(picture, mask, colour):
    """Along the inside of the mask; picture uint8 [H,W,3], in place"""
    inner, wide = mask.copy(), max(2, max(mask.shape) // 180)
    for axis in (0, 1):
        for step in (-wide, wide):
            inner &= np.roll(mask, step, axis)
    picture[mask & ~inner] = colour


def drawn(image, masks, labels, points):
    """A picture of at most SIDE px with outlines [(mask, colour)] and the prompt."""
    picture = image.copy()
    for mask, colour in masks:
        outline(picture, mask, colour)
    canvas = Image.fromarray(picture)
    draw = ImageDraw.Draw(canvas)
    if labels[0] == 2:
        draw.rectangle([*points[0], *points[1]], outline=PROMPT)
    else:
        (x, y), r = points[0], max(image.shape[:2]) / 110
        draw.ellipse([x - r, y - r, x + r, y + r], fill=PROMPT, outline=(0, 0, 0))
    canvas.thumbnail((SIDE, SIDE))
    return canvas


def picked(network, image, labels, points):
    masks, predicted, _ = Session(network, image).decode(points, labels)
    return masks[int(predicted.argmax())]


@torch.no_grad()
def failures(network, tar, samples, out, source, count):
    os.makedirs(out, exist_ok=True)
    worst = []
    for name, image, maps in pictures(tar):
        if not name.startswith(f'{source}-'):
            continue
        labels = maps[zlib.crc32(name.encode()) % len(maps)]
        values, areas = np.unique(labels, return_counts=True)
        large = [(a, v) for v, a in zip(values, areas) if v and .004 < a / labels.size < .8]
        if large:
            truth = labels == max(large)[1]
            prompt = [1], [deepest(truth)[0]]
            mask = picked(network, image, *prompt)
            worst.append((iou(mask, truth), name, drawn(image, [(truth, TRUTH), (mask, MODEL)], *prompt)))
    worst.sort(key=lambda row: row[0])
    for number, (value, name, canvas) in enumerate(worst[:count], 1):
        canvas.save(os.path.join(out, f'{source}-{number}.jpg'), quality=80)
        print(f'{source}-{number}.jpg: {name}, IoU {value:.2f}')
    for name, (labels, shares) in SAMPLES.items():
        image = np.asarray(Image.open(os.path.join(samples, f'{name}.jpg')).convert('RGB'))
        points = [(x * image.shape[1], y * image.shape[0]) for x, y in shares]
        mask = picked(network, image, labels, points)
        drawn(image, [(mask, MODEL)], labels, points).save(os.path.join(out, f'{name}.jpg'), quality=80)


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('checkpoint')
    parser.add_argument('tar')
    parser.add_argument('samples')
    parser.add_argument('out')
    parser.add_argument('--source', default='dsb')
    parser.add_argument('--count', type=int, default=4)
    options = parser.parse_args()
    failures(load_network(options.checkpoint), options.tar, options.samples, options.out, options.source,
             options.count)
