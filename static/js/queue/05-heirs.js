// The house may have got a new secret, and with it new seals: what is kept under the same number and name is still theirs.
const { reader = "", name, family } = document.body.dataset;
const isSame = (op) => op.name === name && op.family === family && parseInt(op.person) === parseInt(reader);

fc.inherit = (op) => {
  if (op.person !== reader && isSame(op)) fc.kept.put(Object.assign(op, { person: reader }));
  return op;
};
