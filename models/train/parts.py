"""What the product does with a mask before a person sees it (server/inference/family/clickedParts.ts)."""
import numpy as np
import torch
import torch.nn.functional as F

try:
    import cv2
except ImportError:  # optional: torch finds the same parts, slower
    cv2 = None


def keep_parts_at(logits, places):
    """logits float [h,w] -> the same without the parts that none of `places` [(x, y)] lies in, which become as far
    outside; a mask that holds none of the places stays whole. Corners join."""
    inside = logits > 0
    seeds = {(int(y), int(x)) for x, y in places if inside[int(y), int(x)]}
    if not seeds:
        return logits
    if cv2 is not None:
        parts = torch.from_numpy(cv2.connectedComponents(inside.numpy().astype(np.uint8), connectivity=8)[1])
        kept = torch.isin(parts, torch.stack([parts[seed] for seed in seeds]))
    else:
        grown, kept = torch.zeros_like(logits), None
        for seed in seeds:
            grown[seed] = 1
        while kept is None or not torch.equal(kept, grown > 0):
            kept = grown > 0
            grown = F.max_pool2d(grown[None, None], 3, 1, 1)[0, 0] * inside
    return torch.where(kept, logits, -logits.abs())
