"""Procedural pictures with exact masks: textured shapes over a textured ground, thin ones among them.

Free supervision of edges, thin parts and occlusion; it says nothing of what people call an object, so it stays a
small share of the training.
"""
import math

import numpy as np
from PIL import Image, ImageDraw


def noise(rng, size, cells):
    """float32 [size,size] in 0..1: smooth noise of about `cells` cells along a side."""
    coarse = Image.fromarray((np.frombuffer(rng.randbytes(cells * cells), np.uint8)).reshape(cells, cells))
    return np.asarray(coarse.resize((size, size), Image.BICUBIC), np.float32) / 255


def texture(rng, size):
    """float32 [size,size,3]: a colour ramp, two octaves of noise and sometimes stripes or dots."""
    one, two = (np.array([rng.uniform(0, 255) for _ in range(3)], np.float32) for _ in range(2))
    if rng.random() < .5:
        two = one + (two - one) * .25
    blend = noise(rng, size, rng.randint(2, 6)) * .7 + noise(rng, size, rng.randint(8, 64)) * .3
    if rng.random() < .3:
        angle, period = rng.uniform(0, math.pi), rng.uniform(4, 40)
        y, x = np.mgrid[:size, :size].astype(np.float32)
        wave = np.sin((x * math.cos(angle) + y * math.sin(angle)) * (2 * math.pi / period))
        if rng.random() < .3:
            wave = wave * np.sin((y * math.cos(angle) - x * math.sin(angle)) * (2 * math.pi / period))
        blend = blend * .6 + .4 * (wave > 0)
    return one + (two - one) * blend[..., None]


def shape(rng, size):
    """uint8 [size,size], 0 or 255: a blob, a polygon, a ring or a thin curve."""
    mask = Image.new('L', (size, size))
    draw = ImageDraw.Draw(mask)
    cx, cy = rng.uniform(.1, .9) * size, rng.uniform(.1, .9) * size
    kind = rng.random()
    if kind < .25:
        x, y, turn, points = cx, cy, rng.uniform(0, 6.3), []
        for _ in range(rng.randint(3, 12)):
            points.append((x, y))
            turn += rng.gauss(0, .6)
            step = rng.uniform(.04, .12) * size
            x, y = x + step * math.cos(turn), y + step * math.sin(turn)
        draw.line(points, fill=255, width=max(3, round(rng.uniform(.008, .05) * size)), joint='curve')
        return np.asarray(mask)
    radius, stretch, roll = rng.uniform(.04, .35) * size, math.exp(rng.uniform(-.8, .8)), rng.uniform(0, math.pi)
    waves = [(rng.uniform(-.4, .4) / k, rng.uniform(0, 6.3)) for k in range(1, 6)] if rng.random() < .7 else []
    corners = rng.choice([3, 4, 5, 6, 32, 48, 64])

    def outline(scale):
        ring = []
        for i in range(corners):
            t = 2 * math.pi * i / corners
            r = scale * radius * (1 + sum(a * math.cos((k + 1) * t + p) for k, (a, p) in enumerate(waves)))
            x, y = r * stretch * math.cos(t), r / stretch * math.sin(t)
            ring.append((cx + x * math.cos(roll) - y * math.sin(roll), cy + x * math.sin(roll) + y * math.cos(roll)))
        return ring

    draw.polygon(outline(1), fill=255)
    if kind > .9:
        draw.polygon(outline(rng.uniform(.4, .8)), fill=0)
    return np.asarray(mask)


def synthetic_picture(rng, size):
    """image uint8 [size,size,3], labels uint16 [1,size,size]: the ground is region 1."""
    image, labels = texture(rng, size), np.ones((size, size), np.uint16)
    for region in range(2, 2 + rng.randint(2, 9)):
        inside = shape(rng, size)
        alpha = inside[..., None].astype(np.float32) / 255 * rng.choice([1, 1, 1, .8])
        image = image * (1 - alpha) + texture(rng, size) * alpha
        labels[inside > 127] = region
    return np.clip(image, 0, 255).astype(np.uint8), labels[None]
