"""How well the bot understands, in tables: HINT3, messages by others, our own, noise, the safety set, cost.

    .venv/bin/python -m tests.bench.nlu [--hint3 DIR] [--out DIR] [--folds N] [--parts hint3,own,...]

HINT3 is read from --hint3, else from the environment's HINT3_DIR; without either it is skipped. Pictures
(reliability, confusion) go to --out. Deterministic but for the times.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from bot.assistant.examples import Example, load_examples
from bot.assistant.nlu.model import IntentModel
from bot.settings import load_settings
from tests.bench.intents import cost, crossvalidation, hint3, noise, pictures, unseen
from tests.bench.intents.crossvalidation import Answers
from tests.safety import score
from tests.safety.messages import load_messages

PARTS = ("hint3", "unseen", "own", "safety", "cost")


def main(arguments: list[str] | None = None) -> None:
    """Run the parts that are asked for and print their tables."""
    options = _options(arguments)
    examples = load_examples(load_settings().data)
    if "hint3" in options.parts:
        _report_hint3(options.hint3)
    if "unseen" in options.parts:
        _report_unseen(examples)
    if "own" in options.parts:
        _report_own(examples, options.folds, options.out)
    if "safety" in options.parts:
        _report_safety(examples)
    if "cost" in options.parts:
        _report_cost(examples)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hint3", type=Path, default=os.environ.get("HINT3_DIR"), help="folder with HINT3's CSVs")
    parser.add_argument("--out", type=Path, default=Path("var/bench"), help="folder for pictures")
    parser.add_argument("--folds", type=int, default=5, help="parts of the cross-validation")
    parser.add_argument("--parts", type=lambda text: text.split(","), default=PARTS, help="of " + ",".join(PARTS))
    return parser.parse_args(arguments)


def _report_hint3(folder: Path | None) -> None:
    if not folder or not Path(folder).is_dir():
        print("HINT3: skipped. Give its folder with --hint3 or HINT3_DIR (see tests/bench/README.md).\n")
        return
    measured = {"Staysafe": hint3.ours, "plain scikit-learn": hint3.plain}
    scores = {name: hint3.measure(Path(folder), train) for name, train in measured.items()}
    print("HINT3, best total accuracy over thresholds 0.1-0.9, per cent")
    _row("", hint3.DATASETS)
    for name, result in scores.items():
        _row(name, [f"{result[d].total.max():.1f}" for d in hint3.DATASETS])
    for name, totals in hint3.PUBLISHED.items():
        _row(name, totals)
    print("\nHINT3, Staysafe by threshold: total / in scope / out of scope")
    _row("", hint3.DATASETS)
    for place, threshold in enumerate(hint3.THRESHOLDS):
        _row(f"{threshold:.1f}", [_triple(scores["Staysafe"][d], place) for d in hint3.DATASETS])
    default = [f"{inside} / {outside}" for inside, outside in hint3.DIET_AT_ITS_DEFAULT]
    _row("Rasa DIET at 0.3, in / out", default)
    print()


def _report_unseen(examples: list[Example]) -> None:
    model = _train(examples)
    messages = unseen.only_new(unseen.load_unseen(), examples, model)
    clean = unseen.answers(model, messages)
    print(f"Messages by others, none of them a training example: {len(messages)}")
    _print_figures(clean)
    _print_noise(clean, lambda spoil: unseen.answers(model, messages, [spoil(m.text) for m in messages]))


def _report_own(examples: list[Example], folds: int, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    models = crossvalidation.folds(examples, folds)
    texts, intents = [e.text for e in examples], [e.intent for e in examples]
    clean = crossvalidation.ask(models, texts, intents)
    print(f"Our own examples, {folds}-fold cross-validation: {len(examples)} examples, {len(set(intents))} intents")
    _print_figures(clean)
    pictures.draw_reliability(clean, out / "reliability.png")
    pictures.draw_confusion(clean, out / "confusion.png")
    print(f"pictures: {out / 'reliability.png'}, {out / 'confusion.png'}")
    _print_noise(clean, lambda spoil: crossvalidation.ask(models, [spoil(text) for text in texts], intents))


def _print_figures(answers: Answers) -> None:
    for name, value in answers.figures().items():
        _row(name, [f"{value:.1f}"])
    _row("calibration error", [f"{pictures.calibration_error(answers):.1f}"])
    print("lowest F1: " + ", ".join(f"{name} {value:.0f}" for value, name in answers.by_intent()[:10]))
    print("most frequent mistakes: " + ", ".join(f"{a} as {b} {n}x" for n, a, b in answers.mistakes()[:10]))


def _print_noise(clean: Answers, ask: Callable[[Callable[[str], str]], Answers]) -> None:
    print("\nNoise: in-scope accuracy, change in points")
    base = clean.figures()["in-scope accuracy"]
    for kind, spoil in noise.KINDS.items():
        accuracy = ask(spoil).figures()["in-scope accuracy"]
        _row(kind, [f"{accuracy:.1f}", f"{accuracy - base:+.1f}"])
    print()


def _report_safety(examples: list[Example]) -> None:
    """The classifier alone; the safety net that stands behind it is measured by tests/safety."""
    model = _train(examples)
    messages = load_messages()
    answers = [model.predict(part).best[0] for message in messages for part in message.parts]
    print("Open safety set, the classifier alone, without the safety net behind it")
    print(score.report(score.pair(messages, answers)) + "\n")


def _report_cost(examples: list[Example]) -> None:
    print("Cost")
    for name, value in cost.measure(examples)._asdict().items():
        _row(name.replace("_", " "), [f"{value:.2f}" if isinstance(value, float) else value])


def _train(examples: list[Example]) -> IntentModel:
    texts, intents, langs = zip(*examples, strict=True)
    return IntentModel.train(list(texts), list(intents), list(langs))


def _row(name: str, values: object) -> None:
    print(f"{name:<34}" + "".join(f"{value!s:>22}" for value in values))


def _triple(scores: hint3.Scores, place: int) -> str:
    return " / ".join(f"{column[place]:.1f}" for column in scores)


if __name__ == "__main__":
    main()
