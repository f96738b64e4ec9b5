"""Accuracy on held-out pictures, every data set weighted equally, with bootstrap intervals.

    evaluate.py CHECKPOINT dev.tar [--every N] [--regions K] [--clicks 10] [--json FILE]

Per region of 0.4 % to 80 % of its picture (at most K a picture, in the order of a checksum, of the annotator that the
name's checksum points at; of people, garments), the very regions that `npm run bench:accuracy` asks the product for:
    best1  one click at the deepest place, best of three     picked1  the same, the candidate of highest predicted IoU
    box    the tight box, picked                             click2..5  picked, after clicks in the deepest error
    noc    clicks to IoU 0.85, at most --clicks              mae  |predicted - true IoU|, all candidates, click and box
"""
import argparse
import json
import zlib

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from network import load_network
from parts import keep_parts_at
from picture import normalised
from prepare import pictures
from prompts import inner_distance

SIDE = 512


def deepest(mask, device='cpu'):
    """bool [H,W] -> (x, y) of the centre of the deepest pixel, and how deep it is"""
    distance = inner_distance(torch.from_numpy(mask)[None].to(device))[0].cpu().numpy()
    y, x = np.unravel_index(distance.argmax(), distance.shape)
    return (x + .5, y + .5), float(distance.max())


def iou(a, b):
    return float((a & b).sum() / max(1, (a | b).sum()))


class Session:
    """One picture embedded: decode(points, labels, previous) in the picture's own pixels."""

    def __init__(self, network, image):
        self.network, (self.h, self.w) = network, image.shape[:2]
        self.device = next(network.parameters()).device
        self.scale = SIDE / max(self.h, self.w)
        self.ch, self.cw = max(1, round(self.h * self.scale)), max(1, round(self.w * self.scale))
        content = np.asarray(Image.fromarray(image).resize((self.cw, self.ch), Image.BILINEAR))
        frame = torch.zeros(1, 3, SIDE, SIDE)
        frame[:, :, :self.ch, :self.cw] = normalised(torch.from_numpy(content.copy())[None])
        self.embedding = network.embed(frame.to(self.device))

    def decode(self, points, labels, previous=None):
        """-> masks bool [3,H,W], predicted IoU [3], logits [1,3,h,w]; without a box, of what was clicked on alone"""
        scale = torch.tensor([self.cw / self.w, self.ch / self.h])
        coords = (torch.tensor([points], dtype=torch.float32) * scale).to(self.device)
        mask = torch.zeros(1, 1, SIDE // 2, SIDE // 2, device=self.device) if previous is None else previous
        has_mask = torch.tensor([float(previous is not None)], device=self.device)
        kinds = torch.tensor([labels], device=self.device)
        logits, predicted, _ = self.network.dec(*self.embedding, coords, kinds, mask, has_mask)
        if 2 not in labels:
            clicked = [(x / 2, y / 2) for (x, y), label in zip(coords[0].tolist(), labels) if label == 1]
            logits = torch.stack([keep_parts_at(m, clicked) for m in logits[0].float().cpu()])[None].to(self.device)
        full = F.interpolate(logits.float(), (SIDE, SIDE), mode='bilinear', align_corners=False)
        full = F.interpolate(full[..., :self.ch, :self.cw], (self.h, self.w), mode='bilinear', align_corners=False)
        return (full[0] > 0).cpu().numpy(), predicted[0].cpu().numpy(), logits


def score(session, mask, clicks):
    """All figures of one region: {figure: value}."""
    centre, _ = deepest(mask, session.device)
    ys, xs = np.nonzero(mask)
    masks, predicted, _ = session.decode([(xs.min(), ys.min()), (xs.max() + 1, ys.max() + 1)], [2, 3])
    ious = [iou(m, mask) for m in masks]
    figures = {'box': ious[int(predicted.argmax())], 'box_best': max(ious)}
    gaps = list(np.abs(predicted - ious))
    points, labels, previous, reached = [centre], [1], None, None
    for count in range(1, clicks + 1):
        masks, predicted, logits = session.decode(points, labels, previous)
        pick = int(predicted.argmax())
        value = iou(masks[pick], mask)
        if count == 1:
            ious = [iou(m, mask) for m in masks]
            figures.update(best1=max(ious), picked1=value)
            gaps += list(np.abs(predicted - ious))
        elif count <= 5:
            figures[f'click{count}'] = value
        reached = reached or (count if value >= .85 else None)
        if (reached and count >= 5) or count == clicks:
            break
        missing, deep = deepest(mask & ~masks[pick], session.device)
        excess, deep_excess = deepest(masks[pick] & ~mask, session.device)
        if max(deep, deep_excess) > 0:
            points.append(missing if deep >= deep_excess else excess)
            labels.append(1 if deep >= deep_excess else 0)
        previous = logits[:, pick:pick + 1].float()
    return {**figures, 'noc': reached or clicks, 'mae': float(np.mean(gaps))}


def interval(rows, figure, resamples, rng):
    """Mean over data sets of the mean over regions, and its 95 % interval: pictures are drawn again per data set."""
    means, draws = [], []
    for by_picture in rows.values():
        sums = np.array([[sum(r[figure] for r in rs), len(rs)] for rs in by_picture])
        means.append(sums[:, 0].sum() / sums[:, 1].sum())
        if resamples:
            drawn = sums[rng.integers(0, len(sums), (resamples, len(sums)))].sum(1)
            draws.append(drawn[:, 0] / drawn[:, 1])
    bounds = np.percentile(np.mean(draws, 0), [2.5, 97.5]).round(4).tolist() if resamples else None
    return {'mean': round(float(np.mean(means)), 4), 'interval': bounds}


@torch.no_grad()
def evaluate(network, tar, every=1, regions=6, clicks=10, resamples=2000):
    """-> {source or 'all': {figure: {mean, interval}, regions}}"""
    rows = {}
    for number, (name, image, maps) in enumerate(pictures(tar)):
        if number % every:
            continue
        source = name.split('-')[0]
        labels = maps[0 if source == 'ccp' else zlib.crc32(name.encode()) % len(maps)]
        values, areas = np.unique(labels, return_counts=True)
        chosen = [v for v, a in zip(values, areas) if v and .004 < a / labels.size < .8]
        chosen.sort(key=lambda value: zlib.crc32(f'{name}.{value}'.encode()))
        session = Session(network, image)
        scores = [score(session, labels == v, clicks) for v in chosen[:regions]]
        if scores:
            rows.setdefault(source, []).append(scores)
    generator = np.random.default_rng(7)
    groups = {**{source: {source: by_picture} for source, by_picture in rows.items()}, 'all': rows}
    return {group: {'regions': sum(len(rs) for ps in members.values() for rs in ps),
                    **{f: interval(members, f, resamples, generator) for f in next(iter(rows.values()))[0][0]}}
            for group, members in groups.items()}


def headline(figures, group='all'):
    """{figure: mean} of one group."""
    return {f: v['mean'] for f, v in figures[group].items() if isinstance(v, dict)}


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('checkpoint')
    parser.add_argument('tar')
    parser.add_argument('--every', type=int, default=1)
    parser.add_argument('--regions', type=int, default=6)
    parser.add_argument('--clicks', type=int, default=10)
    parser.add_argument('--threads', type=int, default=1, help='more are slower on a machine with other work')
    parser.add_argument('--json')
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    device = 'cuda' if torch.cuda.is_available() else 'cpu'
    result = evaluate(load_network(options.checkpoint).to(device), options.tar, options.every, options.regions,
                      options.clicks)
    for group, figures in result.items():
        print(group, figures['regions'], headline(result, group))
    print({f: v['interval'] for f, v in result['all'].items() if isinstance(v, dict)})
    if options.json:
        with open(options.json, 'w') as file:
            json.dump(result, file, indent=1)
