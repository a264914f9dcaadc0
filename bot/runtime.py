"""Rasa 3.6 without TensorFlow, on Python 3.11, and without telemetry: the one place for the tricks.

Rasa Open Source 3.6.21 declares TensorFlow 2.12 and Python below 3.11. None of our components needs
TensorFlow, which would make the installation four times as large. Rasa reaches it in three ways, and
:func:`prepare` closes each of them, before the first ``import rasa``:

1. ``rasa.engine.recipes.default_components`` imports every component that Rasa ships, only to register
   them. We put an empty catalogue in its place: our components register themselves when config.yml
   names them by module path.
2. ``rasa.graph_components.validators.default_recipe_validator`` (training only) imports three
   TensorFlow components, only to ask "is this one of them?". Placeholder classes answer "no".
3. ``rasa.utils.train_utils`` imports two Keras base classes, and tables for networks (with them scikit-learn, which
   only a training needs). Nothing of ours calls any of them. Placeholders stand in for them.

The same means keep out what Rasa imports for other people's surroundings: eleven chat services (Slack, Telegram, ...),
MongoDB, DynamoDB, and pictures of evaluations (drawn all the same where Matplotlib is installed). That is 200 MB, and
dozens of packages whose security advisories would be ours. pyproject.toml leaves them out of Rasa's requirements.
`randomname`, which would have to be built from source, is replaced by one name.

Four things of Rasa's are replaced because they are slow. Its importers are wrapped in one another, and each wrapper
copies and hashes every example, to add next to nothing: with twenty thousand examples that took half of the training
time. And each answer of the action server was checked against a schema that was itself checked anew each time: most of
a story's turn. Each step of a training hashed all that it was given, for a cache that is switched off
(:func:`hash_nothing_while_training`). And a model's domain was read four times, and checked by a schema, at each start.

Telemetry and error reporting are on by default in Rasa; both are switched off here as well.
tests/test_runtime.py proves that importing, training and answering try no connection.
"""

import importlib.util
import os
import sys
import types
import warnings
from typing import Any

#: Environment that Rasa and its libraries read. Set before anything of theirs is imported.
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",  # Rasa's own SQL tracker store, which we do not use
    "SANIC_ACCESS_LOG": "false",  # an access log would hold addresses and session ids
    "RASA_MAX_CACHE_SIZE": "0",  # our own fingerprint decides when to train
    "HF_HUB_OFFLINE": "1",  # skops depends on a hub client; nothing of ours calls it
}

#: Modules that would import TensorFlow, and the names that other modules of Rasa take from them.
PLACEHOLDERS = {
    "tensorflow": (),
    "tensorflow.keras": (),
    "tensorflow.keras.callbacks": ("Callback",),
    "tensorflow.keras.utils": ("Sequence",),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
    "rasa.utils.tensorflow.model_data": ("RasaModelData", "ragged_array_to_ndarray"),
    "rasa.utils.tensorflow.model_data_utils": (),
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.core.policies.unexpected_intent_policy": ("UnexpecTEDIntentPolicy",),
}
#: Channels to services that the bot does not talk through.
CHANNELS = {
    "botframework": "BotFrameworkInput",
    "facebook": "FacebookInput",
    "hangouts": "HangoutsInput",
    "mattermost": "MattermostInput",
    "rocketchat": "RocketChatInput",
    "slack": "SlackInput",
    "socketio": "SocketIOInput",
    "telegram": "TelegramInput",
    "twilio": "TwilioInput",
    "twilio_voice": "TwilioVoiceInput",
    "webexteams": "WebexTeamsInput",
}
PLACEHOLDERS |= {f"rasa.core.channels.{name}": (kind,) for name, kind in CHANNELS.items()}
#: Stores and streams of conversations that are never opened: the names that Rasa takes from them at its import.
PLACEHOLDERS |= {
    "rasa.core.brokers.pika": ("PikaEventBroker",),
    "aio_pika": (),
    "aio_pika.exceptions": (),
    "aiormq": (),
    "boto3": (),
    "boto3.dynamodb": (),
    "boto3.dynamodb.conditions": ("Key",),
    "pymongo": (),
    "pymongo.collection": ("Collection",),
}
#: What answering needs nothing of, though Rasa or Sanic imports it: reminders, tests, the chat of a terminal, keys of
#: other channels, a client for telemetry, locks in Redis, a Dask graph (bot/assistant/engine.py has its own), one
#: function of all setuptools, and SciPy's graphs and equations. A quarter of a server's memory before it holds a word.
UNASKED: dict[str, tuple[str, ...]] = {
    "apscheduler": (),
    "apscheduler.schedulers": (),
    "apscheduler.schedulers.asyncio": ("AsyncIOScheduler",),
    "distutils": (),
    "distutils.util": ("strtobool",),
    "jwt": (),
    "jwt.exceptions": (),
    "portalocker.redis": ("RedisLock",),
    "rasa.core.channels.console": ("CmdlineInput",),
    "rasa.core.test": (),
    "rasa.engine.runner.dask": ("DaskGraphRunner",),
    "requests": (),
    "scipy.sparse.csgraph": (),
}
#: Gives a model's file a name, which ours gets from its data; its package would have to be built.
NAMES = "randomname"
#: Without Matplotlib, `rasa test` draws nothing; its figures are written all the same.
PICTURES = {"rasa.utils.plotting": ("plot_confusion_matrix", "plot_paired_histogram", "plot_curve")}


def prepare(answering: bool = False) -> None:
    """Make Rasa importable in this process, and import it. Harmless when called again.

    Must be the first to import Rasa: nothing may have imported it before.

    Args:
        answering: this process only answers messages; it neither trains nor tests, and has no command line of Rasa's.
    """
    os.environ.update(QUIET)
    if "rasa.engine.recipes.default_components" in sys.modules:
        return
    unused = PLACEHOLDERS | (UNASKED if answering else {})
    if answering or not importlib.util.find_spec("matplotlib"):
        unused |= PICTURES
    for name, classes in unused.items():
        _put_placeholder(name, classes)
    _put_placeholder(NAMES, ())
    sys.modules[NAMES].get_name = lambda: "model"
    catalogue = types.ModuleType("rasa.engine.recipes.default_components")
    catalogue.DEFAULT_COMPONENTS = []
    sys.modules[catalogue.__name__] = catalogue
    _import_rasa()
    if answering:
        _read_the_stored_domain_once()


class _Placeholder:
    """Stands for a class of Rasa's that is never used, and answers only what Rasa asks at its import."""

    def __init__(self, *_: object, **__: object) -> None:
        """Take whatever a picture is drawn from, and draw nothing."""

    @classmethod
    def name(cls) -> str:
        """The name by which Rasa lists a channel."""
        return cls.__module__.rpartition(".")[2]


def _put_placeholder(name: str, classes: tuple[str, ...]) -> None:
    """Register an empty module; its parent sees it as an attribute when the parent is a placeholder too."""
    module = types.ModuleType(name)
    module.__path__ = []
    for class_name in classes:
        setattr(module, class_name, type(class_name, (_Placeholder,), {"__module__": name}))
    sys.modules[name] = module
    parent, _, child = name.rpartition(".")
    if parent in PLACEHOLDERS | UNASKED:
        setattr(sys.modules[parent], child, module)


def _import_rasa() -> None:
    """Import Rasa once without the deprecation warnings that its maintenance mode will not mend."""
    with warnings.catch_warnings(record=True):
        import rasa.core.agent
        import rasa.core.policies.rule_policy  # noqa: F401
    # Said at each start about a default that Rasa 2 had.
    warnings.filterwarnings("ignore", message="Slot auto-fill has been removed")
    _merge_examples_without_copies()
    _check_the_schema_of_actions_once()


def _merge_examples_without_copies() -> None:
    """Let `TrainingData.merge` put lists of examples together, and leave anything else to Rasa."""
    from rasa.shared.nlu.training_data.training_data import TrainingData

    merge_all = TrainingData.merge

    def merge(self: TrainingData, *others: TrainingData | None) -> TrainingData:
        every = [data for data in (self, *others) if data]
        if any(d.entity_synonyms or d.regex_features or d.lookup_tables or d.responses for d in every):
            return merge_all(self, *others)
        merged = TrainingData()
        merged.training_examples = [example for data in every for example in data.training_examples]
        return merged

    TrainingData.merge = merge


def hash_nothing_while_training() -> None:
    """Keep Rasa from hashing each step's examples for its cache, which is switched off (QUIET). Before a training."""
    from rasa.engine.training.hooks import TrainingHook

    for hook in ("on_before_node", "on_after_node"):
        setattr(TrainingHook, hook, lambda *_, **__: {})


def _check_the_schema_of_actions_once() -> None:
    """Let Rasa check what the action server answers by a schema that is read once; the check stays the same."""
    from jsonschema.validators import validator_for
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    checker = kind(schema)

    def validate(self: RemoteAction, result: dict) -> bool:
        checker.validate(result)
        return True

    RemoteAction._validate_action_result = validate


def _read_the_stored_domain_once() -> None:
    """Let Rasa read a model's domain, which it wrote itself, without checking it first: it would read it four times.

    Only where it answers: a training looks at the names of what `load` takes.
    """
    from rasa.graph_components.providers.domain_provider import DomainProvider
    from rasa.shared.core.domain import Domain
    from rasa.shared.utils.io import read_file, read_yaml

    def load(kind: type, model_storage: Any, resource: Any, **_: object) -> DomainProvider:
        with model_storage.read_from(resource) as folder:
            stored = read_yaml(read_file(folder / "domain.yml"))
        return kind(model_storage, resource, Domain.from_dict(stored))

    DomainProvider.load = classmethod(load)
