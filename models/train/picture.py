"""How a picture goes in."""
import torch

MEAN, STD = (123.675, 116.28, 103.53), (58.395, 57.12, 57.375)  # of RGB bytes


def normalised(image):
    """uint8 [B,H,W,3] -> float32 [B,3,H,W]"""
    mean = torch.tensor(MEAN, device=image.device).view(1, 3, 1, 1)
    std = torch.tensor(STD, device=image.device).view(1, 3, 1, 1)
    return (image.permute(0, 3, 1, 2).float() - mean) / std
