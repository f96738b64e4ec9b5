"""The prompt's half of the network: three candidate masks and how good each one is.

A pixel's key is compared with the keys at the clicks, in the box and under the previous mask; a small U-Net
(Ronneberger et al. 2015) then decides. Three masks for ambiguous prompts, each with its predicted IoU, as in
"Segment Anything" (Kirillov et al. 2023). What is drawn is then fitted to the picture (refine.py).
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from encoder import Res, conv_bn_relu, upsampled_to
from prompt_maps import COARSE, FINE, coarse_maps, fine_maps
from refine import refine, upsampled


class IouHead(nn.Module):
    """Regresses every mask's IoU from what lies under that mask. The masks are read, never trained, by it."""

    def __init__(self, features, context):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(2 * features + context + 5 + 3, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 1))

    def forward(self, logits, features, context):
        """logits [P,3,2h,2w], features [P,F,h,w], context [P,C] -> [P,3] in 0..1"""
        logits = logits.detach().float()
        p = torch.sigmoid(logits)
        area = p.mean((2, 3))
        sure = (p * p).mean((2, 3)) / (area + 1e-4)
        core = (logits > 1).float().mean((2, 3)) / ((logits > -1).float().mean((2, 3)) + 1e-4)
        facts = torch.stack([area, torch.sqrt(area), sure, core, torch.tanh(logits.abs().mean((2, 3)) / 8)], 2)
        weights = F.avg_pool2d(p, 2).flatten(2)
        flat = features.float().flatten(2).transpose(1, 2)
        within = torch.matmul(weights, flat) / (weights.sum(2, keepdim=True) + 1e-3)
        edge = weights * (1 - weights)
        along = torch.matmul(edge, flat) / (edge.sum(2, keepdim=True) + 1e-3)
        which = torch.eye(3, device=p.device).unsqueeze(0).expand(p.shape[0], -1, -1)
        context = context.float().unsqueeze(1).expand(-1, 3, -1)
        return torch.sigmoid(self.layers(torch.cat([within, along, context, facts, which], 2)).squeeze(2).float())


class Decoder(nn.Module):
    def __init__(self, pyramid=96, key=32, width=48):
        super().__init__()
        self.key, self.base = nn.Conv2d(pyramid, key, 1), nn.Conv2d(pyramid, width, 1)
        self.k4 = nn.Conv2d(32, 32, 1)
        self.prompt, self.fine = nn.Conv2d(COARSE, width, 1), nn.Conv2d(FINE, 32, 1)
        self.d8 = Res(width)
        self.d16 = nn.Sequential(conv_bn_relu(width, 64, 3, 2), Res(64))
        self.d32 = nn.Sequential(conv_bn_relu(64, 96, 3, 2), Res(96, 2))
        self.u16, self.f16 = nn.Conv2d(96, 64, 1), conv_bn_relu(64, 64)
        self.u8, self.f8 = nn.Conv2d(64, width, 1), conv_bn_relu(width, width)
        self.u4, self.f4 = nn.Conv2d(width, 32, 1), conv_bn_relu(32, 24)
        self.out = nn.Conv2d(24, 3, 3, 1, 1)
        self.quality = IouHead(width + COARSE, 96)

    def project(self, e8, e4):
        """What the decoder needs of a picture: key [B,D,H/8,W/8] of unit length, base [B,W,H/8,W/8],
        skip [B,32,H/4,W/4]. Belongs to the encoder's graph."""
        return F.normalize(self.key(e8).float(), dim=1), self.base(e8), self.k4(e4)

    def forward(self, key, base, skip, bright, colour, coords, labels, mask_input, has_mask):
        """key, base, skip, bright, colour: of P prompts, or of one picture for all; coords [P,N,2]; labels [P,N];
        mask_input [P,1,H/2,W/2] logits; has_mask [P] -> logits [P,3,H/2,W/2], predicted IoU
        [P,3]; and the logits as they were drawn, [P,3,H/2,W/2], which the loss trains"""
        has_mask = has_mask.float().view(-1, 1, 1, 1)
        mask4 = F.avg_pool2d(mask_input, 2)
        maps = coarse_maps(key, coords, labels, F.avg_pool2d(mask4, 2), has_mask)
        x8 = self.d8(F.relu(base + self.prompt(maps)))
        x16 = self.d16(x8)
        x32 = self.d32(x16)
        x16 = self.f16(x16 + upsampled_to(self.u16(x32), x16))
        x8 = self.f8(x8 + upsampled_to(self.u8(x16), x8))
        fine = self.fine(fine_maps(skip.shape[2], skip.shape[3], coords, labels, mask4, has_mask))
        x4 = self.f4(F.relu(upsampled_to(self.u4(x8), skip) + skip + fine))
        drawn = self.out(x4).float()
        features, context = torch.cat([x8, maps.to(x8.dtype)], 1), x32.mean((2, 3))
        with torch.no_grad():
            logits, low = refine(drawn, bright, colour)
        return logits, self.quality(low, features, context), upsampled(drawn)
