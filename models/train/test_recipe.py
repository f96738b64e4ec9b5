"""Small tests of the recipe: python3 -m unittest, in this folder. They need no data."""
import io
import json
import os
import random
import tarfile
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import parts
import prompts
from batches import loader, regions
from evaluate import evaluate
from losses import prompt_loss, true_iou
from network import Network, fold_norms, warm_start
from picture import normalised
from prepare import prepare
from prompts import boxes_of, correct, depth, first_prompts, inner_distance
from quality import collect, fit, figures, shown
from refine import look, refine
from shards import open_shards
from synthetic import synthetic_picture
from train import step_loss


def discs(count, size):
    """bool [count,size,size]"""
    y, x = torch.meshgrid(torch.arange(size), torch.arange(size), indexing='ij')
    return torch.stack([(x - 20 - i) ** 2 + (y - 30) ** 2 < (8 + i) ** 2 for i in range(count)])


def small_tar(path, names):
    """A tar of synthetic pictures in the layout that prepare.py reads."""
    with tarfile.open(path, 'w') as archive:
        for number, name in enumerate(names):
            image, labels = synthetic_picture(random.Random(number), 96)
            for file, values in ((f'{name}.jpg', image), (f'{name}.0.png', labels[0])):
                blob = io.BytesIO()
                Image.fromarray(values).save(blob, 'JPEG' if file.endswith('jpg') else 'PNG')
                member = tarfile.TarInfo(file)
                member.size = blob.tell()
                blob.seek(0)
                archive.addfile(member, blob)


class Data(unittest.TestCase):
    def test_prepare_is_deterministic_and_leaves_out_what_is_excluded(self):
        with tempfile.TemporaryDirectory() as folder:
            tar = os.path.join(folder, 'a.tar')
            small_tar(tar, ['one-1', 'one-2', 'two-1'])
            outs = [os.path.join(folder, out) for out in ('first', 'second')]
            for out in outs:
                self.assertEqual(prepare(out, [tar, tar], {'one-2'}), {'one': 1, 'two': 1})
            for file in os.listdir(outs[0]):
                first, second = (Path(out, file).read_bytes() for out in outs)
                self.assertEqual(first, second)
            image, labels = open_shards(outs[0])['two'][0]
            self.assertEqual((image.shape, labels.shape), ((96, 96, 3), (1, 96, 96)))

    def test_batches_are_the_same_for_the_same_seed_and_ask_only_for_regions_in_range(self):
        with tempfile.TemporaryDirectory() as folder:
            tar = os.path.join(folder, 'a.tar')
            small_tar(tar, ['bsds-1', 'ccp-1'])
            prepare(os.path.join(folder, 'shards'), [tar], set())
            shards, frames = os.path.join(folder, 'shards'), [(128, 3, 1.)]
            first, second = (next(iter(loader(shards, frames, 4, 5, 0))) for _ in range(2))
            for a, b in zip(first, second):
                self.assertTrue(torch.equal(a, b))
            image, labels, ids = first
            self.assertEqual(image.shape, (3, 128, 128, 3))
            for picture, asked in zip(labels.numpy(), ids.numpy()):
                self.assertTrue(set(asked) <= set(regions(picture, .0012, .9)[0]))


class Prompts(unittest.TestCase):
    def test_distance_without_opencv_is_the_distance_with_it(self):
        masks, cv2 = discs(3, 64), prompts.cv2
        try:
            prompts.cv2 = None
            plain = inner_distance(masks)
        finally:
            prompts.cv2 = cv2
        self.assertEqual(int(plain[0].argmax()), 30 * 64 + 20)
        self.assertLess(float((plain - inner_distance(masks)).abs().max()), .3)

    def test_clicks_lie_inside_and_boxes_around(self):
        masks = discs(40, 96)
        self.assertEqual(boxes_of(masks)[0].tolist(), [13, 23, 28, 38])
        coords, labels, used = first_prompts(masks, 2)
        for mask, points, kinds, count in zip(masks, coords, labels, used):
            self.assertEqual(int((kinds >= 0).sum()), int(count))
            for (x, y), kind in zip(points.tolist(), kinds.tolist()):
                self.assertTrue(kind != 1 or mask[int(y) // 2, int(x) // 2])

    def test_a_correction_clicks_what_is_wrong_and_leaves_a_perfect_guess(self):
        masks = discs(2, 96)
        coords, labels, used = first_prompts(masks, 2)
        guess = masks.clone()
        guess[1, 60:90, 60:90] = True
        new, kinds, count = correct(coords, labels, used, guess, masks, 2)
        self.assertEqual((count - used).tolist(), [0, 1])
        self.assertEqual(int(kinds[1, used[1]]), 0)
        self.assertTrue((new[1, used[1]] >= 120).all())

    def test_depth_is_zero_outside(self):
        masks = discs(2, 64)
        self.assertTrue((depth(masks)[~masks] == 0).all())


class Parts(unittest.TestCase):
    def test_only_what_was_clicked_on_stays_with_opencv_and_without(self):
        logits = torch.full((9, 9), -2.)
        logits[1:3, 1:3], logits[3:5, 3:5], logits[7, 1] = 2, 1, 3  # the first two touch at a corner
        expected, cv2 = torch.where(logits == 3, -logits, logits), parts.cv2
        try:
            for library in (cv2, None):
                parts.cv2 = library
                self.assertTrue(torch.equal(parts.keep_parts_at(logits, [(1.5, 2.5)]), expected))
                self.assertTrue(torch.equal(parts.keep_parts_at(logits, [(8.5, 8.5)]), logits))
        finally:
            parts.cv2 = cv2


class Refining(unittest.TestCase):
    def refined_iou(self, radius, offset):
        """IoU of a red disc on green with a mask that lies `offset` beside it, as drawn and refined; both in pixels"""
        y, x = torch.meshgrid(torch.arange(256), torch.arange(256), indexing='ij')
        disc = (x - 100) ** 2 + (y - 130) ** 2 < radius ** 2
        image = torch.where(disc[..., None], torch.tensor([200, 40, 40]), torch.tensor([40, 120, 40]))
        beside = ((x - 100 - offset) ** 2 + (y - 130) ** 2 < radius ** 2).float() * 8 - 4
        drawn = torch.nn.functional.avg_pool2d(beside[None, None].expand(1, 3, -1, -1), 4)
        logits, _ = refine(drawn, *look(normalised(image.to(torch.uint8)[None])))
        target = torch.nn.functional.avg_pool2d(disc[None, None].float(), 2)
        plain = torch.nn.functional.interpolate(drawn, scale_factor=2., mode='bilinear')
        return (float(true_iou(x, target)[0, 0]) for x in (plain, logits))

    def test_a_mask_moves_onto_the_edges_and_colours_of_the_picture(self):
        before, after = self.refined_iou(40, 6)
        self.assertGreater(after, before + .03)

    def test_a_small_mask_is_not_blurred_away(self):
        before, after = self.refined_iou(6, 0)
        self.assertGreater(after, before - .05)


class Learning(unittest.TestCase):
    def test_folded_norms_are_the_same_function(self):
        torch.manual_seed(0)
        network = Network('small').eval()
        for module in network.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.running_mean.normal_(0, .1)
                module.running_var.uniform_(.5, 2)
        image = torch.randn(1, 3, 128, 128)
        with torch.no_grad():
            before = network.embed(image)
            after = fold_norms(network).embed(image)
        for a, b in zip(before, after):
            self.assertLess(float((a - b).abs().max()), 1e-3)

    def test_a_loss_is_lower_for_the_right_mask_and_trains_every_parameter(self):
        target = discs(2, 64).float().unsqueeze(1)
        right, wrong = ((target * 2 - 1) * sign * 8 for sign in (1, -1))
        self.assertEqual(true_iou(right.expand(-1, 3, -1, -1), target).min().round().item(), 1)
        iou, definite = torch.full((2, 3), .5), torch.tensor([True, False])
        losses = [prompt_loss(o.expand(-1, 3, -1, -1), o.expand(-1, 3, -1, -1), iou, target, definite)[0] for o in (right, wrong)]
        self.assertLess(losses[0], losses[1])
        network = Network('base')
        labels = discs(2, 128).to(torch.uint8)
        loss, _ = step_loss(network, torch.zeros(2, 128, 128, 3, dtype=torch.uint8), labels,
                            torch.ones(2, 2, dtype=torch.uint8), random.Random(0))
        loss.backward()
        self.assertEqual([n for n, p in network.named_parameters() if p.grad is None], [])

    def test_predicted_iou_is_fitted_to_the_masks_that_people_get(self):
        logits = torch.full((2, 3, 32, 32), -2.)
        logits[:, :, 2:6, 2:6], logits[:, :, 20:30, 20:30] = 2, 2
        coords = torch.tensor([[[8., 8.], [0., 0.]], [[4., 4.], [60., 60.]]])
        click, box = shown(logits, coords, torch.tensor([[1, -1], [2, 3]]))
        self.assertEqual(((click > 0).sum().item(), (box > 0).sum().item()), (3 * 16, 3 * 116))
        with tempfile.TemporaryDirectory() as folder:
            tar = os.path.join(folder, 'a.tar')
            small_tar(tar, ['bsds-1', 'ccp-1'])
            prepare(os.path.join(folder, 'shards'), [tar], set())
            network = Network('small').eval()
            inputs, actual = collect(network, os.path.join(folder, 'shards'), 0, 1, frames=[(128, 2, 1.)])
        layers = network.dec.quality.layers
        before = figures(layers, inputs, actual)['error']
        fit(layers, inputs, actual, epochs=100, size=8)
        self.assertLess(figures(layers, inputs, actual)['error'], before)

    def test_another_size_starts_from_what_fits(self):
        small, base = Network('small'), Network('base')
        left = warm_start(base, small.state_dict())
        self.assertTrue(torch.equal(base.enc.s8[1].a[0].weight, small.enc.s8[1].a[0].weight))
        self.assertTrue(all(name.startswith('enc.') for name in left), left)

    def test_evaluation_gives_every_figure_with_an_interval(self):
        with tempfile.TemporaryDirectory() as folder:
            tar = os.path.join(folder, 'dev.tar')
            small_tar(tar, ['bsds-1', 'bsds-2', 'ccp-1'])
            figures = evaluate(Network('small').eval(), tar, regions=1, clicks=2, resamples=20)
        self.assertEqual(sorted(figures), ['all', 'bsds', 'ccp'])
        low, high = figures['all']['box']['interval']
        self.assertTrue(low <= figures['all']['box']['mean'] <= high)
        json.dumps(figures)


if __name__ == '__main__':
    unittest.main()
