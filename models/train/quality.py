"""Fits the predicted IoU alone, on what the finished network draws: after training, when the masks no longer change.

    quality.py SHARDS WEIGHTS OUT --minutes N

The network runs once over N minutes of views (CPU time) and what its IoU head reads is kept, so that the head sees every
mask many times; the true IoU is that of the mask a person gets (parts.py). OUT is WEIGHTS with the new head.
"""
import argparse
import random
import time

import torch

from batches import loader
from losses import quality_loss, true_iou
from network import load_network
from parts import keep_parts_at
from prompts import asked, correct, first_prompts, rounds
from train import for_each_prompt

FRAMES = [(384, 3, 1.), (512, 2, 3.)]
PROMPTS = 8


def shown(logits, coords, labels):
    """logits [P,3,h,w] at stride 2 -> the same as people get them: without a box, only the parts clicked on"""
    for row, points, kinds in zip(logits, coords.tolist(), labels.tolist()):
        if 2 in kinds:
            continue
        clicked = [(x / 2, y / 2) for (x, y), kind in zip(points, kinds) if kind == 1]
        for mask in row:
            mask.copy_(keep_parts_at(mask, clicked))
    return logits


def draw(network, batch, rng):
    """One batch of views -> what the head reads, float16 [M,3,R], and the true IoU [M,3], of the first and of the last round"""
    device = next(network.parameters()).device
    image, labels, ids = (part.to(device) for part in batch)
    b, p = ids.shape
    target, masks = asked(labels, ids)
    embedding = tuple(for_each_prompt(e, p) for e in network.embed(image))
    coords, points, used = first_prompts(masks, 2)
    previous, has_mask = torch.zeros_like(target), torch.zeros(b * p, device=device)
    kept, last, read = [], rounds(rng), []
    hook = network.dec.quality.layers.register_forward_pre_hook(lambda _, inputs: read.append(inputs[0].half().cpu()))
    for turn in range(last + 1):
        logits, predicted, _ = network.dec(*embedding, coords, points, previous, has_mask)
        logits = shown(logits.float().cpu(), coords, points).to(device)
        if turn in (0, last):
            kept.append((read[-1], true_iou(logits, target).cpu()))
        if turn < last:
            chosen = predicted.argmax(1).view(-1, 1, 1, 1).expand(-1, 1, *logits.shape[2:])
            previous = logits.gather(1, chosen)
            has_mask = torch.ones(b * p, device=device)
            coords, points, used = correct(coords, points, used, previous[:, 0] > 0, masks, 2)
    hook.remove()
    return tuple(torch.cat(part) for part in zip(*kept))


@torch.no_grad()
def collect(network, shards, minutes, seed, frames=FRAMES):
    """-> inputs float16 [M,3,R], true IoU [M,3]"""
    rng, clock = random.Random(seed), time.monotonic if torch.cuda.is_available() else time.process_time
    end, kept = clock() + minutes * 60, []
    torch.manual_seed(seed)
    for batch in loader(shards, frames, PROMPTS, seed, 1):
        kept.append(draw(network, batch, rng))
        if clock() > end:
            break
    return tuple(torch.cat(part) for part in zip(*kept))


def fit(layers, inputs, actual, epochs, rate=1e-3, size=512):
    """Trains the head's layers on all but every tenth; prints error and cost of picking on these, before and after."""
    held = torch.arange(len(inputs)) % 10 == 9
    optimiser = torch.optim.AdamW(layers.parameters(), lr=rate, weight_decay=.05)
    seen, truth = inputs[~held], actual[~held]
    steps = epochs * (len(seen) // size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=max(2, steps), pct_start=.1)
    print('before', figures(layers, inputs[held], actual[held]))
    for step in range(steps):
        rows = torch.randint(len(seen), (size,))
        predicted = torch.sigmoid(layers(seen[rows].float()).squeeze(2))
        loss = quality_loss(predicted, truth[rows]).mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        schedule.step()
    print('after', figures(layers, inputs[held], actual[held]))


@torch.no_grad()
def figures(layers, inputs, actual):
    predicted = torch.sigmoid(layers(inputs.float()).squeeze(2))
    picked = actual.gather(1, predicted.argmax(1, keepdim=True))[:, 0]
    return {'error': round(float((predicted - actual).abs().mean()), 4),
            'cost': round(float((actual.amax(1) - picked).mean()), 4), 'prompts': len(inputs)}


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('shards')
    parser.add_argument('weights')
    parser.add_argument('out')
    parser.add_argument('--minutes', type=float, default=8)
    parser.add_argument('--epochs', type=int, default=60)
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    network = load_network(options.weights).to('cuda' if torch.cuda.is_available() else 'cpu')
    inputs, actual = collect(network, options.shards, options.minutes, options.seed)
    fit(network.cpu().dec.quality.layers, inputs, actual, options.epochs)
    state = {k: v.half() if v.dim() > 1 else v for k, v in network.state_dict().items()}
    torch.save({'average': state, 'size': network.size, 'folded': network.folded}, options.out)
