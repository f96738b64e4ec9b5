"""Losses of the three masks and of their predicted IoU."""
import torch
import torch.nn.functional as F


def mask_losses(logits, target):
    """logits [N,3,h,w], target [N,1,h,w] in 0..1 -> [N,3]: focal (Lin et al. 2017) + dice (Milletari et al. 2016)
    + a little cross-entropy, per candidate"""
    logits, target = logits.float(), target.expand_as(logits)
    p = torch.sigmoid(logits)
    entropy = F.binary_cross_entropy_with_logits(logits, target, reduction='none')
    right = p * target + (1 - p) * (1 - target)
    focal = (entropy * (1 - right).clamp(min=1e-6) ** 1.5).mean((2, 3))
    dice = 1 - (2 * (p * target).sum((2, 3)) + 1) / (p.sum((2, 3)) + target.sum((2, 3)) + 1)
    return 6 * focal + dice + .15 * entropy.mean((2, 3))


def true_iou(logits, target):
    """[N,3,h,w], [N,1,h,w] -> [N,3]: of the thresholded masks"""
    guess, target = (logits > 0).float(), (target > .5).float()
    both = (guess * target).sum((2, 3))
    return both / (guess.sum((2, 3)) + target.sum((2, 3)) - both + 1e-6)


def prompt_loss(drawn, logits, predicted, target, definite):
    """Loss of one decoder pass, averaged over N prompts: of the masks as drawn, and of the IoU predicted for the logits
    that came of them; and the true IoU of these [N,3].

    The best candidate is trained, so that the others may stand for other readings of the prompt; the one that would
    be picked is trained too, more so where the prompt is `definite` [N] (a box, several clicks) and there is nothing
    to guess."""
    losses, actual = mask_losses(drawn, target), true_iou(logits, target)
    predicted = predicted.float()
    pick = torch.softmax(predicted.detach() / .03, 1)
    share = torch.where(definite, .55, .2)
    best = losses.amin(1)
    masks = (1 - share) * best + share * (pick * losses).sum(1) + .04 * losses.mean(1)
    return (masks + quality_loss(predicted, actual)).mean(), actual


def quality_loss(predicted, actual):
    """[N,3] predicted and true IoU -> [N]: squared error and a little of the plain one, which calibrate, and the IoU lost
    by picking by it, which ranks."""
    regret = (torch.softmax(predicted / .1, 1) * (actual.amax(1, keepdim=True) - actual)).sum(1)
    gap = (predicted - actual).abs()
    return (gap * gap + .4 * gap).mean(1) + .3 * regret
