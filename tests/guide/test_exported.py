from bot import guide


def test_the_public_names_are_few_and_sorted() -> None:
    assert guide.__all__ == [
        "Guide",
        "GuideError",
        "Problem",
        "languages",
        "load_guide",
        "load_intents",
        "paths",
    ]
    assert all(hasattr(guide, name) for name in guide.__all__)
