"""Trains the segmenter; goes on from RUN/last.pt where there is one.

    train.py SHARDS RUN --minutes N [--init OTHER.pt] [--size small|base] [--dev dev.tar]

RUN/last.pt      everything needed to go on, written every --save minutes and at the end
RUN/weights.pt   the averaged weights as float16, small enough to carry; --init and evaluate.py and export.py read it
RUN/curve.jsonl  one line per 50 steps (losses, IoU on the training views) and per evaluation on --dev
N is training time in all, counted over resumes; the learning rate falls along a cosine over it. A run whose last.pt is
lost goes on from its weights.pt with --init and --spent, the minutes that are behind it. While the file named
by --pause exists, training sleeps, and that time does not count. On a CPU what counts is the time that its threads
got, not the clock's, so that other work on the machine only delays.
"""
import argparse
import json
import math
import os
import random
import time

import torch
import torch.distributed as processes

from batches import loader
from evaluate import evaluate, headline
from losses import prompt_loss
from network import Network, fold_norms, load_network, warm_start
from prompts import asked, correct, first_prompts, rounds


def for_each_prompt(features, prompts):
    """[B,C,h,w] -> [B*prompts,C,h,w], channels last in memory, as the convolutions want it"""
    last = features.permute(0, 2, 3, 1).unsqueeze(1).expand(-1, prompts, -1, -1, -1)
    return last.flatten(0, 1).permute(0, 3, 1, 2)


def step_loss(network, image, labels, ids, rng, both=True):
    """One batch (see batches.py) -> loss; the first and the last round's mean IoU (best, picked) and error of the
    predicted IoU. With `both` the first round is trained along with the last, else the last alone."""
    b, p = ids.shape
    target, masks = asked(labels, ids)
    embedding = tuple(for_each_prompt(e, p) for e in network.embed(image))
    coords, points, used = first_prompts(masks, 2)
    previous, has_mask = torch.zeros_like(target), torch.zeros(b * p, device=image.device)
    last, total, facts = rounds(rng), 0., []
    for turn in range(last + 1):
        graded = turn == last or turn == 0 and both
        with torch.set_grad_enabled(graded):
            logits, predicted, drawn = network.dec(*embedding, coords, points, previous, has_mask)
        if graded:
            definite = (points == 2).any(1) | (used > 2)
            loss, actual = prompt_loss(drawn, logits, predicted, target, definite)
            total = total + loss * (.5 if last and both else 1.)
            picked = actual.gather(1, predicted.argmax(1, keepdim=True))
            facts.append((actual.amax(1).mean(), picked.mean(), (predicted - actual).abs().mean()))
        if turn < last:
            chosen = predicted.detach().argmax(1).view(-1, 1, 1, 1).expand(-1, 1, *logits.shape[2:])
            previous = logits.detach().float().gather(1, chosen)
            has_mask = (torch.rand(b * p, device=image.device) < .9).float()
            coords, points, used = correct(coords, points, used, previous[:, 0] > 0, masks, 2)
    return total, torch.stack([torch.stack(facts[0]), torch.stack(facts[-1])]).flatten()


def freeze_norms(network):
    """Batch norms keep their statistics from here on: training and use then see the same function."""
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.eval()


@torch.no_grad()
def average_into(average, network, step):
    """Exponential moving average of the weights (Polyak & Juditsky 1992), quick at first."""
    decay = min(.999, (step + 1) / (step + 20))
    for name, value in network.state_dict().items():
        if value.is_floating_point():
            average[name].mul_(decay).add_(value, alpha=1 - decay)
        else:
            average[name].copy_(value)


def mean_over_processes(network, seconds):
    """Every process gets the mean of all their gradients, and of the seconds that they worked."""
    grads = [p.grad for p in network.parameters() if p.grad is not None]
    flat = torch.cat([g.flatten() for g in grads] + [torch.tensor([seconds])])
    processes.all_reduce(flat)
    flat /= processes.get_world_size()
    for grad, part in zip(grads, flat.split([g.numel() for g in grads] + [1])):
        grad.copy_(part.view_as(grad))
    return float(flat[-1])


def save(path, **parts):
    """Never leaves half a file behind."""
    torch.save(parts, path + '.part')
    os.replace(path + '.part', path)


def train(rank, o):
    if o.processes > 1:
        processes.init_process_group('gloo', f'file://{meeting_place(o)}', rank=rank, world_size=o.processes)
    torch.set_num_threads(o.threads)
    torch.set_flush_denormal(True)  # far from a click the maps are denormal numbers, which a CPU is slow with
    device = torch.device('cuda' if torch.cuda.is_available() and not o.cpu else 'cpu')
    os.makedirs(o.run, exist_ok=True)
    last, curve = os.path.join(o.run, 'last.pt'), open(os.path.join(o.run, 'curve.jsonl'), 'a')
    network = Network(o.size)
    state = torch.load(last, map_location='cpu') if os.path.exists(last) else None
    if state:
        if state['folded']:
            fold_norms(network)
        network.load_state_dict(state['net'])
    elif o.init:
        old = load_network(o.init)
        if old.folded:
            fold_norms(network)
        print('at random:', warm_start(network, old.state_dict()))
        if o.fold and not old.folded:
            fold_norms(network)
    network.to(device, memory_format=torch.channels_last)
    average = {k: v.clone() for k, v in network.state_dict().items()}
    decayed = [p for p in network.parameters() if p.dim() > 1]
    plain = [p for p in network.parameters() if p.dim() <= 1]
    groups = [{'params': decayed, 'weight_decay': o.decay}, {'params': plain, 'weight_decay': 0}]
    optimiser = torch.optim.AdamW(groups, lr=o.rate, betas=(.9, .98))
    step, spent, starts = 0, o.spent * 60, 0
    if state:
        optimiser.load_state_dict(state['optimiser'])
        average = {k: v.to(device) for k, v in state['average'].items()}
        step, spent, starts = state['step'], state['spent'], state['starts'] + 1
    torch.manual_seed(100 * (o.seed + starts) + rank)
    rng = random.Random(o.seed + starts)
    frames = [tuple(float(x) if i == 2 else int(x) for i, x in enumerate(f.split(':'))) for f in o.frames.split(',')]
    batches = iter(loader(o.shards, frames, o.prompts, 100 * (o.seed + starts) + rank, o.workers))

    def worked():
        return time.monotonic() if device.type == 'cuda' else time.process_time() / o.threads

    clock, saved, dev_at, sums = worked(), spent, spent, []

    def keep():
        save(last, net=network.state_dict(), average=average, optimiser=optimiser.state_dict(), size=o.size,
             folded=network.folded, step=step, spent=spent, starts=starts)
        half = {k: v.half() if v.dim() > 1 else v for k, v in average.items()}
        save(os.path.join(o.run, 'weights.pt'), average=half, size=o.size, folded=network.folded, step=step,
             spent=spent)

    def log(**line):
        curve.write(json.dumps({'minutes': round(spent / 60, 2), 'step': step, **line}) + '\n')
        curve.flush()

    end = min(o.minutes * 60, spent + o.stop_after * 60)
    while spent < end:
        while o.pause and os.path.exists(o.pause):
            time.sleep(2)
            clock = worked()
        done = spent / 60 / o.minutes
        network.train()
        if done >= o.freeze:
            freeze_norms(network)
        for group in optimiser.param_groups:
            group['lr'] = o.rate * min(1, (step + 1) / o.warmup) * (.01 + .99 * .5 * (1 + math.cos(math.pi * done)))
        image, labels, ids = (t.to(device, non_blocking=True) for t in next(batches))
        with torch.autocast(device.type, torch.bfloat16, enabled=o.half):
            loss, facts = step_loss(network, image, labels, ids, rng, o.both)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        now = worked()
        seconds, clock = now - clock, now
        if o.processes > 1:
            seconds = mean_over_processes(network, seconds)
        spent += seconds
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.)
        optimiser.step()
        average_into(average, network, step)
        step += 1
        sums.append(torch.cat([loss.detach().view(1), facts]))
        if rank:
            continue
        if step % 50 == 0:
            mean = torch.stack(sums).mean(0).tolist()
            sums = []
            names = ('loss', 'best', 'picked', 'error', 'last_best', 'last_picked', 'last_error')
            log(**{name: round(value, 4) for name, value in zip(names, mean)})
        if spent - saved > o.save * 60:
            keep()
            saved = spent
        if o.dev and spent - dev_at > o.dev_every * 60:
            keep()
            figures = evaluate(load_network(last).to(device), o.dev, every=4, regions=4, clicks=5, resamples=0)
            log(dev=headline(figures))
            dev_at, clock = spent, worked()
    if not rank:
        keep()
        log(end=True)


def meeting_place(o):
    """A file by which the processes of a run find each other."""
    return os.path.abspath(os.path.join(o.run, 'processes'))


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('shards')
    parser.add_argument('run')
    parser.add_argument('--minutes', type=float, required=True)
    parser.add_argument('--init', help='weights to start from where shapes fit')
    parser.add_argument('--spent', type=float, default=0., help='minutes that --init has behind it')
    parser.add_argument('--stop-after', type=float, default=math.inf, help='minutes; leaves the schedule as it is')
    parser.add_argument('--size', default='small')
    parser.add_argument('--rate', type=float, default=1e-3)
    parser.add_argument('--decay', type=float, default=.01)
    parser.add_argument('--warmup', type=int, default=100, help='steps')
    parser.add_argument('--frames', default='256:8:2,384:4:1,512:2:1', help='side:pictures:weight, one frame per batch')
    parser.add_argument('--prompts', type=int, default=4, help='per picture')
    parser.add_argument('--freeze', type=float, default=0., help='share of the time after which batch norms are frozen')
    parser.add_argument('--dev', help='a tar of pictures held out; only for the curve')
    parser.add_argument('--dev-every', type=float, default=10, help='minutes')
    parser.add_argument('--save', type=float, default=3, help='minutes')
    parser.add_argument('--processes', type=int, default=1, help='each with its own batches; gradients are averaged')
    parser.add_argument('--threads', type=int, default=1, help='of each process')
    parser.add_argument('--workers', type=int, default=1)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--pause', default='', help='training sleeps while this file exists')
    parser.add_argument('--cpu', action='store_true')
    parser.add_argument('--half', action='store_true', help='compute in bfloat16 where that is safe')
    parser.add_argument('--fold', action='store_true', help='fold the batch norms of --init before training')
    parser.add_argument('--both', action='store_true', help='train the first round in every step')
    options = parser.parse_args()
    if options.processes > 1:
        if os.path.exists(meeting_place(options)):
            os.remove(meeting_place(options))
        os.makedirs(options.run, exist_ok=True)
        torch.multiprocessing.spawn(train, (options,), options.processes)
    else:
        train(0, options)
