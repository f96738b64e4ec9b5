"""One training view: a picture scaled, cropped, flipped, recoloured, with things of other pictures pasted in.

Geometry uses plain index arithmetic, so that image and labels stay aligned to the pixel.
"""
import io
import math

import numpy as np
from PIL import Image, ImageFilter

PAD = (124, 116, 104)  # the mean colour: zero after normalising, as the product pads


def placement(rng, width, height, size):
    """(scale x, scale y, offset x, offset y, mirrored) of the picture in a frame of `size`."""
    fit = size / max(width, height)
    stretch = math.exp(rng.uniform(-.12, .12))
    mirrored = rng.random() < .5
    if rng.random() < .45:  # as at inference: the whole picture, at the top left
        scale = fit * rng.choice([1, 1, rng.uniform(.7, 1)])
        fx, fy = min(scale * stretch, size / width), min(scale / stretch, size / height)
        return fx, fy, 0, 0, mirrored
    scale = math.exp(rng.uniform(math.log(fit), math.log(max(1, fit) * 1.8)))
    fx, fy = scale * stretch, scale / stretch

    def offset(length):
        slack = size - length
        return round(rng.uniform(min(0, slack) - .1 * size, max(0, slack) + .1 * size))

    return fx, fy, offset(width * fx), offset(height * fy), mirrored


def view(rng, image, labels, size):
    """image uint8 [H,W,3], labels [H,W] -> uint8 [size,size,3], labels [size,size]; outside is PAD and 0."""
    h, w = labels.shape
    fx, fy, ox, oy, mirrored = placement(rng, w, h, size)
    x0, x1 = max(0, ox), min(size, ox + max(1, round(w * fx)))
    y0, y1 = max(0, oy), min(size, oy + max(1, round(h * fy)))
    out, out_labels = np.empty((size, size, 3), np.uint8), np.zeros((size, size), labels.dtype)
    out[:] = PAD
    if x1 - x0 < 8 or y1 - y0 < 8:
        return out, out_labels
    box = ((x0 - ox) / fx, (y0 - oy) / fy, min(w, (x1 - ox) / fx), min(h, (y1 - oy) / fy))
    part = Image.fromarray(np.ascontiguousarray(image)).resize((x1 - x0, y1 - y0), Image.BILINEAR, box=box)
    xs = box[0] + (np.arange(x1 - x0) + .5) * (box[2] - box[0]) / (x1 - x0)
    ys = box[1] + (np.arange(y1 - y0) + .5) * (box[3] - box[1]) / (y1 - y0)
    part_labels = labels[np.minimum(ys.astype(int), h - 1)][:, np.minimum(xs.astype(int), w - 1)]
    part = recolour(rng, part)
    flip = slice(None, None, -1) if mirrored else slice(None)
    out[y0:y1, x0:x1] = np.asarray(part)[:, flip]
    out_labels[y0:y1, x0:x1] = part_labels[:, flip]
    return out, out_labels


def recolour(rng, picture):
    """A PIL RGB picture with other contrast, brightness, saturation, channel gains; blurred or noisy at times."""
    if rng.random() < .8:
        contrast, bright = rng.uniform(.6, 1.4), rng.uniform(-30, 30)
        saturation = rng.uniform(0, 1.6) if rng.random() < .9 else 0
        matrix = []
        for channel in range(3):
            gain = contrast * rng.uniform(.85, 1.15)
            row = [gain * ((1 - saturation) / 3 + saturation * (k == channel)) for k in range(3)]
            matrix += row + [128 - 128 * contrast + bright]
        picture = picture.convert('RGB', matrix)
    if rng.random() < .15:
        picture = picture.filter(ImageFilter.GaussianBlur(rng.uniform(.4, 1.6)))
    if rng.random() < .1:
        blob = io.BytesIO()
        picture.save(blob, 'JPEG', quality=rng.randint(30, 80))
        picture = Image.open(blob).convert('RGB')
    if rng.random() < .12:
        values = np.asarray(picture).astype(np.int16)
        grain = np.frombuffer(rng.randbytes(values.size), np.int8).reshape(values.shape)
        picture = Image.fromarray(np.clip(values + grain // rng.randint(8, 48), 0, 255).astype(np.uint8))
    if rng.random() < .04:
        picture = Image.fromarray(255 - np.asarray(picture))
    return picture


def paste(image, labels, other, inside):
    """Copy-paste (Ghiasi et al. 2021): `other` where `inside` bool [S,S], with a soft edge; a new region."""
    soft = Image.fromarray(inside.astype(np.uint8) * 255).filter(ImageFilter.GaussianBlur(.7))
    image = np.asarray(Image.composite(Image.fromarray(other), Image.fromarray(image), soft))
    labels = labels.copy()
    labels[inside] = labels.max() + 1
    return image, labels
