// Not Map, Set, Date and RegExp: libraries put methods of their own on what inherits from them.
for (const { prototype } of [Object, Array, Function, String, Number, Boolean, Promise]) {
  Object.freeze(prototype);
}
