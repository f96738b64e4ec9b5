"""Exports a checkpoint for the product: encoder.onnx, decoder.onnx and manifest.json (family `builtin`).

    export.py CHECKPOINT OUT_FOLDER [--check-folder FOLDER]

Weights are stored as float16 and widened when the model is loaded: half the bytes, and the same float32 arithmetic.
--check-folder writes one random picture and prompt with PyTorch's answers, for agree.mjs to compare.
"""
import argparse
import hashlib
import inspect
import json
import os

import torch
import torch.nn as nn
import torch.nn.functional as F

from network import fold_norms, load_network
from picture import MEAN, STD

SIDE = 512
EMBEDDING = ['key', 'base', 'skip', 'bright', 'colour']
PROMPT = ['point_coords', 'point_labels', 'mask_input', 'has_mask_input']
ANSWER = ['low_res_masks', 'iou_predictions']


class HalfConv(nn.Module):
    """A convolution whose weights are kept as float16."""

    def __init__(self, conv):
        super().__init__()
        self.register_buffer('weight', conv.weight.detach().half())
        self.register_buffer('bias', conv.bias.detach())
        self.how = dict(stride=conv.stride, padding=conv.padding, dilation=conv.dilation, groups=conv.groups)

    def forward(self, x):
        return F.conv2d(x, self.weight.float(), self.bias, **self.how)


class HalfLinear(nn.Module):
    """Likewise a linear layer."""

    def __init__(self, linear):
        super().__init__()
        self.register_buffer('weight', linear.weight.detach().half())
        self.register_buffer('bias', linear.bias.detach())

    def forward(self, x):
        return F.linear(x, self.weight.float(), self.bias)


def halve(module):
    """Replaces every convolution and linear layer inside, in place."""
    for name, child in module.named_children():
        if isinstance(child, nn.Conv2d):
            setattr(module, name, HalfConv(child))
        elif isinstance(child, nn.Linear):
            setattr(module, name, HalfLinear(child))
        else:
            halve(child)
    return module


class EncoderGraph(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        return self.network.embed(image)


class DecoderGraph(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, *inputs):
        return self.network.dec(*inputs)[:2]


def to_onnx(module, inputs, path, input_names, output_names, dynamic_axes=None):
    """torch.onnx.export by tracing; newer versions of torch have to be told so."""
    old = {'dynamo': False} if 'dynamo' in inspect.signature(torch.onnx.export).parameters else {}
    torch.onnx.export(module, inputs, path, opset_version=16, input_names=input_names, output_names=output_names,
                      dynamic_axes=dynamic_axes, do_constant_folding=False, **old)


def graph_entry(folder, file, inputs, outputs):
    with open(os.path.join(folder, file), 'rb') as data:
        return {'file': file, 'sha256': hashlib.sha256(data.read()).hexdigest(), 'inputs': inputs, 'outputs': outputs}


@torch.no_grad()
def export(network, folder, check_folder=None):
    os.makedirs(folder, exist_ok=True)
    network = halve(network if network.folded else fold_norms(network)).eval()
    image = torch.randn(1, 3, SIDE, SIDE)
    embedding = network.embed(image)
    half = SIDE // 2
    points = torch.tensor([[[200., 240.], [90., 300.], [0., 0.]], [[60., 80.], [400., 300.], [0., 0.]]])
    prompt = (points, torch.tensor([[1., 0., -1.], [2., 3., -1.]]),
              torch.randn(2, 1, half, half) * 4, torch.tensor([1., 0.]))
    to_onnx(EncoderGraph(network), (image,), os.path.join(folder, 'encoder.onnx'), ['image'], EMBEDDING)
    free = {'point_coords': {0: 'prompts', 1: 'points'}, 'point_labels': {0: 'prompts', 1: 'points'}}
    free.update({name: {0: 'prompts'} for name in PROMPT[2:] + ANSWER})
    to_onnx(DecoderGraph(network), (*embedding, *prompt), os.path.join(folder, 'decoder.onnx'), EMBEDDING + PROMPT, ANSWER, free)
    features = {name: ['float32', *value.shape] for name, value in zip(EMBEDDING, embedding)}
    manifest = {
        'id': 'builtin', 'name': 'Built-in segmenter', 'family': 'builtin', 'license': 'Apache-2.0',
        'input': {
            'side': SIDE,
            'resize': f'longest side to {SIDE}, bilinear; then normalise; then pad right and bottom with zeros',
            'channels': 'RGB', 'mean': list(MEAN), 'std': list(STD)},
        # Of automatic masks: such that real objects pass; depends on the network, so look again after training.
        'everything': {'pred_iou_thresh': 0.35, 'stability_score_thresh': 0.4},
        'encoder': graph_entry(folder, 'encoder.onnx', {'image': ['float32', 1, 3, SIDE, SIDE]}, features),
        'decoder': graph_entry(folder, 'decoder.onnx', {
            **features,
            'point_coords': ['float32', 'prompts', 'points', 2], 'point_labels': ['float32', 'prompts', 'points'],
            'mask_input': ['float32', 'prompts', 1, half, half], 'has_mask_input': ['float32', 'prompts'],
        }, {'low_res_masks': ['float32', 'prompts', 3, half, half], 'iou_predictions': ['float32', 'prompts', 3]}),
        'points': f'x, y in the {SIDE}-pixel frame (image pixels x {SIDE} / longest side); labels 1 foreground, '
                  '0 background, 2 box top-left, 3 box bottom-right, -1 padding',
        'masks': f'logits over the padded {SIDE}-pixel frame at half size; threshold 0; predicted IoU in 0..1'}
    with open(os.path.join(folder, 'manifest.json'), 'w') as file:
        json.dump(manifest, file, indent=2)
    if check_folder:
        os.makedirs(check_folder, exist_ok=True)
        answers = network.dec(*embedding, *prompt)[:2]
        for name, value in zip(['image', *PROMPT, *ANSWER], (image, *prompt, *answers)):
            value.float().contiguous().numpy().tofile(os.path.join(check_folder, f'{name}.f32'))
    return {file: os.path.getsize(os.path.join(folder, file)) for file in sorted(os.listdir(folder))}


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('checkpoint')
    parser.add_argument('out')
    parser.add_argument('--check-folder')
    options = parser.parse_args()
    print(export(load_network(options.checkpoint), options.out, options.check_folder))
