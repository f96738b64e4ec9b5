"""Simulated people: first clicks, boxes, and corrections where the mask is most wrong."""
import random

import numpy as np
import torch

try:
    import cv2
except ImportError:  # optional: torch computes the same distances, slower on a CPU
    cv2 = None

SLOTS = 8  # points a prompt has room for


def inner_distance(masks):
    """bool [N,H,W] -> float32 [N,H,W]: distance in pixels from each place inside to the nearest outside; the frame's
    border counts as outside. Without OpenCV exact: along rows, then the nearest over columns."""
    if cv2 is not None and masks.device.type == 'cpu':
        padded = np.pad(masks.numpy().astype(np.uint8), ((0, 0), (1, 1), (1, 1)))
        rows = [cv2.distanceTransform(m, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)[1:-1, 1:-1] for m in padded]
        return torch.from_numpy(np.stack(rows)) if rows else masks.float()
    h = masks.shape[1]
    along = distance_along(masks, 2) ** 2
    rows = torch.arange(h, device=masks.device, dtype=torch.float32)
    border = torch.minimum(rows + 1, h - rows).view(1, h, 1) ** 2
    apart = (rows.view(h, 1) - rows.view(1, h)) ** 2
    step = max(1, 2 ** 26 // (h * h * masks.shape[2]))
    near = [(part.unsqueeze(1) + apart.view(1, h, h, 1)).amin(2) for part in along.split(step)]
    return torch.minimum(torch.cat(near), border).sqrt()


def distance_along(masks, axis):
    """bool [N,H,W] -> float32: distance to the nearest outside along one axis; the border counts as outside"""
    length = masks.shape[axis]
    shape = [1, 1, 1]
    shape[axis] = length
    place = torch.arange(length, device=masks.device).view(shape).expand(masks.shape)
    before = torch.where(masks, torch.full_like(place, -1), place).cummax(axis)[0]
    after = torch.where(masks, torch.full_like(place, length), place).flip(axis).cummin(axis)[0].flip(axis)
    return torch.minimum(place - before, after - place).float()


def depth(masks):
    """How deep each place lies, for drawing clicks. On a GPU the smaller of the distances along rows and columns stands
    in for the exact distance: a fiftieth of the work, and the same for all but slanting shapes."""
    if masks.device.type == 'cpu':
        return inner_distance(masks)
    return torch.minimum(distance_along(masks, 1), distance_along(masks, 2))


def places(distance, central):
    """Draws one place per map: distance [N,H,W] -> flat index [N]. central bool [N]: the deepest place, else anywhere
    at least a random share as deep."""
    flat = distance.flatten(1)
    deepest = flat.amax(1, keepdim=True)
    share = torch.rand_like(deepest) * .8 + .1
    ground = ((flat >= deepest * share) & (flat > 0)) | (flat >= deepest)
    count = ground.int().cumsum(1, dtype=torch.int32)
    nth = (torch.rand_like(deepest) * count[:, -1:]).int() + 1
    return torch.where(central, flat.argmax(1), torch.searchsorted(count, nth).squeeze(1))


def to_points(index, width, stride):
    """Flat indices [N] in a grid -> frame pixels [N,2]"""
    return torch.stack([index % width, torch.div(index, width, rounding_mode='floor')], 1).float() * stride + stride / 2


def asked(labels, ids):
    """labels [B,H,W], ids [B,P] (batches.py) -> what each prompt asks for, at stride 2: the share of each place float32
    [B*P,1,h,w], and where that is most of it, bool [B*P,h,w], never empty"""
    b, p = ids.shape
    target = (labels.unsqueeze(1) == ids.view(b, p, 1, 1)).float().flatten(0, 1).unsqueeze(1)
    target = torch.nn.functional.avg_pool2d(target, 2)
    return target, (target > min(.5, float(target.amax((1, 2, 3)).min()) - 1e-3))[:, 0]


def boxes_of(masks):
    """bool [N,H,W], none empty -> float32 [N,4]: x0, y0, x1, y1 with exclusive ends, in the grid's pixels"""
    h, w = masks.shape[1:]
    ends = []
    for axis, length in ((1, w), (2, h)):
        filled = masks.any(axis)
        ramp = torch.arange(length, device=masks.device).view(1, length)
        ends.append((torch.where(filled, ramp, length).amin(1), torch.where(filled, ramp, -1).amax(1) + 1))
    return torch.stack([ends[0][0], ends[1][0], ends[0][1], ends[1][1]], 1).float()


def first_prompts(masks, stride):
    """bool [N,h,w] at a stride -> coords [N,SLOTS,2], labels [N,SLOTS], used [N]: one click 64 %, box 24 %,
    box and click 6 %, two clicks 6 %. A box is sometimes careless."""
    n, h, w = masks.shape
    device = masks.device
    coords = torch.zeros(n, SLOTS, 2, device=device)
    labels = torch.full((n, SLOTS), -1, device=device)
    distance = depth(masks)
    click = to_points(places(distance, torch.rand(n, device=device) < .5), w, stride)
    second = to_points(places(distance, torch.zeros(n, dtype=torch.bool, device=device)), w, stride)
    box = boxes_of(masks) * stride
    sides = (box[:, 2:] - box[:, :2]).repeat(1, 2)
    box = box + torch.randn(n, 4, device=device) * sides * torch.rand(n, 1, device=device) ** 2 * .08
    mode = torch.rand(n, device=device)
    boxed, two = (mode >= .64) & (mode < .94), mode >= .94
    both = (mode >= .88) & boxed
    coords[:, 0] = torch.where(boxed[:, None], box[:, :2], click)
    coords[:, 1] = torch.where(boxed[:, None], box[:, 2:], second)
    coords[:, 2] = click
    labels[:, 0] = torch.where(boxed, 2, 1)
    labels[:, 1] = torch.where(boxed, 3, torch.where(two, 1, -1))
    labels[:, 2] = torch.where(both, 1, -1)
    return coords, labels, (labels >= 0).sum(1)


def correct(coords, labels, used, guess, masks, stride):
    """Adds to each prompt one click in the largest error, inside the missing or the excess part, whichever is deeper.
    guess, masks bool [N,h,w]. Returns new coords, labels, used; a perfect guess keeps its prompt."""
    n, h, w = masks.shape
    errors = depth(torch.cat([masks & ~guess, guess & ~masks]))
    missing, excess = errors[:n], errors[n:]
    is_missing = missing.amax((1, 2)) >= excess.amax((1, 2))
    error = torch.where(is_missing.view(n, 1, 1), missing, excess)
    wrong = (error.amax((1, 2)) > 0) & (used < SLOTS)
    index = places(error + 1e-9, torch.rand(n, device=masks.device) < .6)
    rows, slot = torch.arange(n, device=masks.device)[wrong], used[wrong]
    coords, labels, used = coords.clone(), labels.clone(), used.clone()
    coords[rows, slot] = to_points(index, w, stride)[wrong]
    labels[rows, slot] = is_missing[wrong].to(labels.dtype)
    used[rows] += 1
    return coords, labels, used


def rounds(rng=random, most=4):
    """How many corrections to simulate in a step: every other time none, else 1..most."""
    return 0 if rng.random() < .5 else rng.randint(1, most)
