// The answers below the pad: for each digit its name, how sure that is, and a bar for each of the ten.

/** Show the answers, {value, accepted, probabilities}, in `parent`; what is there already is changed. */
export function showAnswers(parent, answers) {
  while (parent.children.length > answers.length) parent.lastElementChild.remove();
  while (parent.children.length < answers.length) parent.append(newCard());
  answers.forEach((answer, i) => fill(parent.children[i], answer));
}

/** Return the answers as a text of digits, "?" for what is not called one. */
export function textOf(answers) {
  return answers.map(nameOf).join("");
}

/** Return the answer that ten probabilities make. */
export function answerOf(probabilities) {
  return { value: probabilities.indexOf(Math.max(...probabilities)), accepted: true, probabilities };
}

function nameOf({ value, accepted }) {
  return accepted ? String(value) : "?";
}

function newCard() {
  const card = document.createElement("div");
  card.className = "answer";
  card.setAttribute("role", "img");
  const bars = Array.from({ length: 10 }, (_, digit) => `<i><b></b><span>${digit}</span></i>`);
  card.innerHTML = `<p><strong></strong><small></small></p><div class="bars">${bars.join("")}</div>`;
  return card;
}

function fill(card, answer) {
  const { value, probabilities } = answer;
  const sure = percent(probabilities[value]);
  card.querySelector("strong").textContent = nameOf(answer);
  card.querySelector("small").textContent = answer.accepted ? sure : `not called a ${value}`;
  card.setAttribute("aria-label", `${nameOf(answer)}, ${sure}`);
  card.querySelectorAll("i").forEach((bar, digit) => {
    bar.classList.toggle("most", digit === value);
    bar.firstElementChild.style.transform = `scaleY(${probabilities[digit]})`;
  });
}

/** Return a share in 0..1 as per cent with one decimal, never rounded up to a certainty. */
function percent(share) {
  return share > 0.999 ? "> 99.9 %" : `${(100 * share).toFixed(1)} %`;
}
