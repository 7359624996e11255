/** One line of a tree of JSON. */
export interface Line {
  /** Where it stands, from the root: unique in the tree. */
  path: string;
  depth: number;
  /** The name of the field, or the number of the item; none at the root. */
  name: string | null;
  kind: 'object' | 'list' | 'text' | 'number' | 'flag' | 'null' | 'hidden';
  /** The value, unless it is an object or a list. */
  text: string;
  /** Fields or items inside. */
  size: number;
  open: boolean;
  /** Its place among its siblings, from 1, and how many they are. */
  place: number;
  siblings: number;
}

/** Objects in a list are closed at first when there are more than this. */
const FEW = 3;

/** Whether a branch is open before anybody has touched it. */
function opensByItself(depth: number, siblings: number): boolean {
  return depth <= 1 || siblings <= FEW;
}

/** What stands in place of something hidden is between these, and nothing else is. */
const isPlaceholder = (text: string): boolean => text.startsWith('‹') && text.endsWith('›');

/**
 * The lines of a value that are in sight. `touched` has the branches somebody has opened or
 * closed.
 */
export function linesOf(value: unknown, touched: ReadonlyMap<string, boolean>): Line[] {
  const lines: Line[] = [];
  const add = (
    inside: unknown,
    path: string,
    name: string | null,
    depth: number,
    place: number,
    siblings: number,
  ): void => {
    const branches = branchesOf(inside);
    const open = touched.get(path) ?? opensByItself(depth, siblings);
    lines.push({
      path,
      depth,
      name,
      kind: kindOf(inside),
      text: textOf(inside),
      size: branches?.length ?? 0,
      open: branches !== null && branches.length > 0 && open,
      place,
      siblings,
    });
    if (branches === null || !open) return;
    for (const [index, [key, branch]] of branches.entries()) {
      add(branch, `${path}/${key}`, key, depth + 1, index + 1, branches.length);
    }
  };
  add(value, '', null, 0, 1, 1);
  return lines;
}

function branchesOf(value: unknown): [string, unknown][] | null {
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value);
}

function kindOf(value: unknown): Line['kind'] {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return isPlaceholder(value) ? 'hidden' : 'text';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'flag';
  return value === null || value === undefined ? 'null' : 'object';
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return isPlaceholder(value) ? value : JSON.stringify(value);
  return typeof value === 'object' ? (value === null ? 'null' : '') : String(value);
}
