"""The whole network, its sizes, and how it starts from older weights."""
import torch
import torch.nn as nn

from decoder import Decoder
from encoder import Encoder
from picture import normalised
from refine import look

SIZES = {
    'small': dict(widths=(16, 32, 64, 128, 192), depths=(1, 2, 2, 2), attention=0),
    'base': dict(widths=(16, 32, 64, 160, 256), depths=(1, 2, 4, 2), attention=1),
}


class Network(nn.Module):
    def __init__(self, size='small'):
        super().__init__()
        self.size, self.folded = size, False
        self.enc, self.dec = Encoder(**SIZES[size]), Decoder()

    def embed(self, image):
        """uint8 [B,H,W,3] RGB, or already normalised float32 [B,3,H,W] -> key, base, skip, bright,
        colour: what the decoder needs of a picture"""
        image = normalised(image) if image.dtype == torch.uint8 else image
        return (*self.dec.project(*self.enc(image)), *look(image))


def fold_norms(network):
    """Batch norms become part of the convolution before them, for good: the same function, about a quarter less to
    compute, and nothing left that depends on the batch. For use, and for training on in small batches."""
    for block in [m for m in network.modules() if isinstance(m, nn.Sequential)]:
        if len(block) > 1 and isinstance(block[1], nn.BatchNorm2d):
            block[0] = torch.nn.utils.fuse_conv_bn_eval(block[0].eval(), block[1].eval())
            block[0].requires_grad_()  # fusing leaves a bias that was not there before without
            block[1] = nn.Identity()
    network.folded = True
    return network


def widens(old, new):
    """Are these the shapes of one convolution, before and after it was given more input channels?"""
    return len(old) == 4 and old[0] == new[0] and old[2:] == new[2:] and old[1] < new[1]


def warm_start(network, state):
    """Takes what fits from another network's state: equal shapes whole; a convolution that now reads more channels
    gets zeros for the new ones; the new fine prompt maps start silent. Returns the names that stayed at random."""
    own, left = network.state_dict(), []
    for name, value in own.items():
        old = state.get(name)
        if old is not None and old.shape == value.shape:
            value.copy_(old)
        elif old is not None and widens(old.shape, value.shape):
            value.zero_()
            value[:, :old.shape[1]].copy_(old)
        elif name.startswith('dec.fine.'):
            value.zero_()
        else:
            left.append(name)
    network.load_state_dict(own)
    return left


def load_network(path):
    """A network in evaluation mode from a checkpoint of train.py (its averaged weights, of any precision), or from
    one of the first recipe."""
    checkpoint = torch.load(path, map_location='cpu')
    network = Network(checkpoint.get('size', 'small'))
    if checkpoint.get('folded'):
        fold_norms(network)
    state = checkpoint.get('average', checkpoint.get('net'))
    state = {k: v.float() if v.is_floating_point() else v for k, v in state.items()}
    if 'average' in checkpoint:
        network.load_state_dict(state)
    else:
        warm_start(network, state)
    return network.eval()
