"""What a prompt says about every place of the picture, as maps that the decoder reads beside the features.

coords [P,N,2] in frame pixels (x, y); labels [P,N]: 1 foreground, 0 background, 2 and 3 a box's corners, -1 nothing.
"""
import torch
import torch.nn.functional as F

COARSE, FINE = 14, 4  # channels


def bell(d2, variance):
    """exp(-d2 / variance), never so small that it becomes a denormal number, which a CPU is slow with."""
    return torch.exp(-(d2 / variance).clamp(max=30.))


def grid_offsets(coords, height, width, stride):
    """dx [P,N,1,w] and dy [P,N,h,1]: from each point to the centres of the grid's cells, in pixels."""
    ys = (torch.arange(height, device=coords.device, dtype=torch.float32) + .5) * stride
    xs = (torch.arange(width, device=coords.device, dtype=torch.float32) + .5) * stride
    dx = xs.view(1, 1, 1, width) - coords[..., 0].unsqueeze(2).unsqueeze(3)
    dy = ys.view(1, 1, height, 1) - coords[..., 1].unsqueeze(2).unsqueeze(3)
    return dx, dy


def of_kind(labels, kind):
    """float32 [P,N,1,1]: 1 where the point is of this kind."""
    return (labels == kind).float().unsqueeze(2).unsqueeze(3)


def strongest(maps, chosen):
    """[P,N,h,w] -> [P,1,h,w]: the largest among the chosen points, 0 where there is none."""
    return (maps * chosen).amax(1, keepdim=True)


def similarity(weights, keys):
    """weights [P,M,h,w], keys [1 or P,D,h,w] of unit length -> [P,M,h,w]: cosine between the weighted mean key
    and every place's key."""
    flat = keys.flatten(2)
    weights = (weights / (weights.sum((2, 3), keepdim=True) + 1e-6)).flatten(2)
    query = F.normalize(torch.matmul(weights, flat.transpose(1, 2)), dim=2)
    return torch.matmul(query, flat).view(weights.shape[0], weights.shape[1], keys.shape[2], keys.shape[3])


def coarse_maps(keys, coords, labels, mask, has_mask, stride=8):
    """[P,14,h,w]: likeness to the clicks' keys, distance to clicks, the box, the previous mask and likeness to it.
    mask [P,1,h,w]: previous logits at this stride; has_mask [P,1,1,1]."""
    height, width = keys.shape[2], keys.shape[3]
    dx, dy = grid_offsets(coords, height, width, stride)
    fg, bg, tl, br = (of_kind(labels, kind) for kind in (1, 0, 2, 3))
    d2 = dx * dx + dy * dy
    like = similarity(bell(d2, 72.), keys)

    def best(kind):
        return (like * kind - 2 * (1 - kind)).amax(1, keepdim=True).clamp(min=-1)

    near, far = bell(d2, 200.), torch.exp(-torch.sqrt(d2 + 1) / 64.)
    has_box = tl.amax(1, keepdim=True)
    left, right = (dx * tl).sum(1, keepdim=True), -(dx * br).sum(1, keepdim=True)
    above, below = (dy * tl).sum(1, keepdim=True), -(dy * br).sum(1, keepdim=True)
    depth = torch.minimum(torch.minimum(left, right), torch.minimum(above, below))
    inside = torch.sigmoid((depth / 6.).clamp(min=-30.)) * has_box
    probability = torch.sigmoid(mask)
    like_mask = similarity(torch.cat([probability, 1 - probability], 1), keys) * has_mask
    everywhere = torch.ones_like(inside)
    return torch.cat([
        best(fg), best(bg), strongest(near, fg), strongest(near, bg), strongest(far, fg), strongest(far, bg),
        inside, (depth / 64.).clamp(-1, 1) * has_box, similarity(inside, keys) * has_box, has_box * everywhere,
        (mask / 8.).clamp(-1, 1) * has_mask, has_mask * everywhere, like_mask], 1)


def fine_maps(height, width, coords, labels, mask, has_mask, stride=4):
    """[P,4,h,w]: clicks, box and previous mask again where edges are drawn. mask [P,1,h,w]."""
    dx, dy = grid_offsets(coords, height, width, stride)
    near_x, near_y = bell(dx * dx, 50.), bell(dy * dy, 50.)
    near = near_x * near_y
    fg, bg, tl, br = (of_kind(labels, kind) for kind in (1, 0, 2, 3))
    across = torch.minimum((dx * tl).sum(1, keepdim=True), -(dx * br).sum(1, keepdim=True))
    down = torch.minimum((dy * tl).sum(1, keepdim=True), -(dy * br).sum(1, keepdim=True))
    inside = torch.sigmoid((torch.minimum(across, down) / 3.).clamp(min=-30.)) * tl.amax(1, keepdim=True)
    return torch.cat([strongest(near, fg), strongest(near, bg), inside, (mask / 8.).clamp(-1, 1) * has_mask], 1)
