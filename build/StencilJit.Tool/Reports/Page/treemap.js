/*
 * Rectangles whose areas are sizes: squarified treemaps (Bruls, Huizing, van Wijk 2000). Rows are filled along the
 * shorter side as long as that makes their rectangles squarer.
 */

/** Places items in a rectangle. Items have a size above 0; the result is [item, x, y, width, height] for each. */
function squarify(items, x, y, width, height) {
    const sorted = items.toSorted((a, b) => b.size - a.size);
    const scale = width * height / sorted.reduce((sum, item) => sum + item.size, 0);
    const placed = [];
    for (let start = 0; start < sorted.length;) {
        const side = Math.min(width, height);
        let end = start + 1;
        let area = sorted[start].size * scale;
        let ratio = worst(area, side, sorted[start].size * scale, sorted[start].size * scale);
        while (end < sorted.length) {
            const more = area + sorted[end].size * scale;
            const next = worst(more, side, sorted[start].size * scale, sorted[end].size * scale);
            if (next > ratio)
                break;
            [area, ratio, end] = [more, next, end + 1];
        }
        const thickness = side > 0 ? area / side : 0;
        let along = 0;
        for (const item of sorted.slice(start, end)) {
            const length = thickness > 0 ? item.size * scale / thickness : 0;
            placed.push(width >= height ? [item, x, y + along, thickness, length] : [item, x + along, y, length, thickness]);
            along += length;
        }
        if (width >= height)
            [x, width] = [x + thickness, width - thickness];
        else
            [y, height] = [y + thickness, height - thickness];
        start = end;
    }
    return placed;
}

/** The largest ratio of sides in a row of this area. */
function worst(area, side, largest, smallest) {
    return Math.max(side * side * largest / (area * area), area * area / (side * side * smallest));
}

/** Rectangles in groups; a group has a name and items, and room for its name above them. */
function groupedTreemap(groups, width, height, labelHeight) {
    const sized = groups.map(group => ({ ...group, size: group.items.reduce((sum, item) => sum + item.size, 0) })).filter(group => group.size > 0);
    return squarify(sized, 0, 0, width, height).map(([group, x, y, w, h]) => {
        const label = w > 24 && h > 3 * labelHeight ? labelHeight : 0;
        return { group, x, y, width: w, height: h, label, cells: squarify(group.items, x, y + label, Math.max(0, w - 2), Math.max(0, h - label - 2)) };
    });
}
