"""Fits masks to the picture: what the network draws at stride 4 is pulled onto the picture's edges and colours.

Two steps without weights, inside the decoder's graph:
1. Colours: how much more often a colour occurs inside the mask than around it (histograms, as in GrabCut, Rother et al.
   2004) is added to the logits.
2. Edges: a guided filter (He et al. 2010) with brightness as guide: coefficients at stride 4, brightness at stride 2
   (He & Sun 2015).
"""
import torch
import torch.nn.functional as F

from picture import MEAN, STD

LEVELS = 16  # per colour channel
BINS = LEVELS ** 3
WEIGHT, MOST = .8, 3.  # of the colours' say, in logits
RADIUS, SMOOTH = 2, 1e-4  # of the guided filter: at stride 4; squared brightness
THIN, THICK = .5, .75  # how much of a mask outlasts a blur: below THIN it is not filtered, above THICK wholly
MOST_SURE = 6.  # logits stay within
STEEP = 8.  # a filtered mask's logits are STEEP * (share - 1/2)


def look(image):
    """normalised [B,3,H,W] -> brightness [B,1,H/2,W/2] in 0..1; and [B,4,H/4,W/4]: the level of brightness, LEVELS where
    the frame is padded; the colour's place among LEVELS x LEVELS; brightness' mean and spread around. Whole numbers small
    enough for float16. Belongs to the encoder's graph."""
    half = F.avg_pool2d(image, 2)
    bright, _, _ = bright_red_blue(half)
    small = F.avg_pool2d(half, 2)
    padded = small.abs().amax(1, keepdim=True) < 1e-6
    level, red, blue = ((v.clamp(0, 1) * (LEVELS - .001)).floor() for v in bright_red_blue(small))
    low = F.avg_pool2d(bright, 2)
    mean = mean_around(low)
    spread = (mean_around(low * low) - mean * mean).clamp(min=0) + SMOOTH
    return bright, torch.cat([torch.where(padded, torch.full_like(level, LEVELS), level),
                              torch.where(padded, torch.zeros_like(red), red * LEVELS + blue), mean, spread], 1)


def bright_red_blue(image):
    """normalised [B,3,h,w] -> three times [B,1,h,w], about 0..1: brightness, and how red and how blue beside it"""
    std, mean = (torch.tensor(v, device=image.device).view(1, 3, 1, 1) / 255 for v in (STD, MEAN))
    red, green, blue = (image * std + mean).clamp(0, 1).split(1, 1)
    bright = .3 * red + .59 * green + .11 * blue
    return bright, (red - bright) * 2 + .5, (blue - bright) * 1.6 + .5


def mean_around(x):
    """[N,C,h,w] -> the same: means over the squares of RADIUS"""
    side = 2 * RADIUS + 1
    x = F.avg_pool2d(x, (1, side), 1, (0, RADIUS), count_include_pad=False)
    return F.avg_pool2d(x, (side, 1), 1, (RADIUS, 0), count_include_pad=False)


def upsampled(x):
    return F.interpolate(x, size=(2 * x.shape[2], 2 * x.shape[3]), mode='bilinear', align_corners=False)


def around(p):
    """p [N,C,h,w] in 0..1 -> the same: 1 at the centre of the mask's ellipse, falling off beyond it"""
    weight = p * p
    ys = torch.arange(p.shape[2], device=p.device, dtype=torch.float32).view(1, 1, -1, 1)
    xs = torch.arange(p.shape[3], device=p.device, dtype=torch.float32).view(1, 1, 1, -1)
    down, across = weight.sum(3, keepdim=True), weight.sum(2, keepdim=True)
    area = down.sum(2, keepdim=True) + 1e-3
    dy, dx = ys - (down * ys).sum(2, keepdim=True) / area, xs - (across * xs).sum(3, keepdim=True) / area
    yy, xx = (down * dy * dy).sum(2, keepdim=True) / area + 1, (across * dx * dx).sum(3, keepdim=True) / area + 1
    xy = ((weight * dx).sum(3, keepdim=True) * dy).sum(2, keepdim=True) / area
    distance = (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / (xx * yy - xy * xy)
    return torch.exp(-(distance / 8).clamp(max=30))


def colour_evidence(p, bins):
    """p [N,C,h,w] in 0..1, bins int64 [N,1,h,w] -> [N,C,h,w]: log-odds of each place's colour, within -MOST..MOST"""
    n, c = p.shape[:2]
    few, some = F.avg_pool2d(p, 2), bins[:, :, ::2, ::2].flatten(2).expand(n, 2 * c, -1)
    weights = torch.cat([few * few, (1 - few) ** 2 * around(few)], 1).flatten(2)
    counts = torch.zeros(n, 2 * c, BINS + 1, device=p.device).scatter_add(2, some, weights)[:, :, :BINS]
    counts = F.avg_pool3d(counts.view(n, 2 * c, LEVELS, LEVELS, LEVELS), 3, 1, 1).flatten(2)
    shares = counts / (weights.sum(2, keepdim=True) + 1e-3) + 2e-4
    odds = torch.log(shares[:, :c] / shares[:, c:]).clamp(-MOST, MOST)
    return F.pad(odds, (0, 1)).gather(2, bins.flatten(2).expand(n, c, -1)).view(p.shape)


def refine(logits, bright, colour):
    """logits [P,C,h,w]; of P pictures or of one, from look(): bright [.,1,2h,2w], colour [.,4,h,w]
    -> logits at both sizes: [P,C,2h,2w], [P,C,h,w]"""
    level, hue, guide, spread = colour.split(1, 1)
    bins = (level * (LEVELS * LEVELS) + hue).long().expand(logits.shape[0], -1, -1, -1)
    logits = logits + WEIGHT * colour_evidence(torch.sigmoid(logits), bins)
    p = torch.sigmoid(logits)
    mean_p = mean_around(p)
    lasting = (p * mean_p).sum((2, 3), keepdim=True) / ((p * p).sum((2, 3), keepdim=True) + 1e-3)
    share = ((lasting - THIN) / (THICK - THIN)).clamp(0, 1)
    slope = (mean_around(F.avg_pool2d(bright, 2) * p) - guide * mean_p) / spread
    slope, level = mean_around(torch.cat([slope, mean_p - slope * guide - .5], 1)).split(p.shape[1], 1)
    low_slope = slope * (STEEP * share)
    low_level = level * (STEEP * share) + logits * (1 - share)
    slope, level = upsampled(torch.cat([low_slope, low_level], 1)).split(p.shape[1], 1)
    return tuple((a * b + c).clamp(-MOST_SURE, MOST_SURE) for a, b, c in (
        (slope, bright, level), (low_slope, guide, low_level)))
