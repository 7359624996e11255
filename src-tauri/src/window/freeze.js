// Not Map, Set and Date: the UI's library puts methods of its own on what inherits from them.
for (const { prototype } of [Object, Array, Function, String, Number, Boolean, Promise, RegExp]) {
  Object.freeze(prototype);
}
