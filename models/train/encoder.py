"""The picture's half of the network: a small convolutional pyramid (Lin et al. 2017) of residual blocks."""
import torch
import torch.nn as nn
import torch.nn.functional as F


def conv_bn_relu(inputs, outputs, kernel=3, stride=1, dilation=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, (kernel // 2) * dilation, dilation, bias=False),
        nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Res(nn.Module):
    """[N,C,h,w] -> the same; two 3x3 convolutions around a shortcut."""

    def __init__(self, channels, dilation=1):
        super().__init__()
        self.a = conv_bn_relu(channels, channels, 3, 1, dilation)
        self.b = nn.Sequential(
            nn.Conv2d(channels, channels, 3, 1, dilation, dilation, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return F.relu(x + self.b(self.a(x)))


class Attention(nn.Module):
    """[N,C,h,w] -> the same; every place looks at every other. Position comes from a depthwise convolution
    (Chu et al. 2021), so that any frame size works. Starts as the identity."""

    def __init__(self, channels, heads=4):
        super().__init__()
        self.heads = heads
        self.place = nn.Conv2d(channels, channels, 3, 1, 1, groups=channels)
        self.norm = nn.LayerNorm(channels)
        self.qkv = nn.Linear(channels, 3 * channels)
        self.out = nn.Linear(channels, channels)
        for zero in (self.place, self.out):
            nn.init.zeros_(zero.weight)
            nn.init.zeros_(zero.bias)

    def forward(self, x):
        n, c, h, w = x.shape
        x = x + self.place(x)
        tokens = self.norm(x.flatten(2).transpose(1, 2))
        q, k, v = self.qkv(tokens).view(n, h * w, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.softmax(torch.matmul(q, k.transpose(2, 3)) * (c // self.heads) ** -.5, dim=3)
        mixed = self.out(torch.matmul(weights, v).transpose(1, 2).reshape(n, h * w, c))
        return x + mixed.transpose(1, 2).reshape(n, c, h, w)


def upsampled_to(x, like):
    return F.interpolate(x, size=like.shape[-2:], mode='bilinear', align_corners=False)


class Encoder(nn.Module):
    """image [B,3,H,W], normalised -> e8 [B,pyramid,H/8,W/8], e4 [B,32,H/4,W/4]"""

    def __init__(self, widths=(16, 32, 64, 128, 192), depths=(1, 2, 2, 2), attention=0, pyramid=96):
        super().__init__()
        c2, c4, c8, c16, c32 = widths
        d4, d8, d16, d32 = depths
        self.s2 = nn.Sequential(conv_bn_relu(3, c2, 3, 2), conv_bn_relu(c2, c2))
        self.s4 = nn.Sequential(conv_bn_relu(c2, c4, 3, 2), *[Res(c4) for _ in range(d4)])
        self.s8 = nn.Sequential(conv_bn_relu(c4, c8, 3, 2), *[Res(c8) for _ in range(d8)])
        self.s16 = nn.Sequential(conv_bn_relu(c8, c16, 3, 2), *[Res(c16, 1 + i % 2) for i in range(d16)])
        self.s32 = nn.Sequential(conv_bn_relu(c16, c32, 3, 2), *[Res(c32, 1 + i % 2) for i in range(d32)])
        self.attention = nn.Sequential(*[Attention(c32) for _ in range(attention)])
        self.l32, self.l16 = nn.Conv2d(c32, pyramid, 1), nn.Conv2d(c16, pyramid, 1)
        self.l8, self.l4, self.t4 = nn.Conv2d(c8, pyramid, 1), nn.Conv2d(c4, 32, 1), nn.Conv2d(pyramid, 32, 1)
        self.m16, self.m8 = conv_bn_relu(pyramid, pyramid), conv_bn_relu(pyramid, pyramid)
        self.m4 = conv_bn_relu(32, 32)

    def forward(self, image):
        x4 = self.s4(self.s2(image))
        x8 = self.s8(x4)
        x16 = self.s16(x8)
        x32 = self.attention(self.s32(x16))
        top = self.l32(x32) + self.l32(x32.mean((2, 3), keepdim=True))
        e16 = self.m16(self.l16(x16) + upsampled_to(top, x16))
        e8 = self.m8(self.l8(x8) + upsampled_to(e16, x8))
        e4 = self.m4(self.l4(x4) + upsampled_to(self.t4(e8), x4))
        return e8, e4
