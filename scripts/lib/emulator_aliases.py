"""Lets an alias of the emulator's Lambda lead to a second version for a part of the calls, as its weights say. The emulator
keeps weights, and ignores them."""

import random


def follow_weights(lambda_svc) -> None:
    """Chooses a version for each call of an alias that has a second one."""
    resolve = lambda_svc._effective_func_record_for_qualifier

    def resolve_by_weight(function, qualifier):
        alias = (function or {}).get("aliases", {}).get(qualifier, {})
        for version, weight in alias.get("RoutingConfig", {}).get("AdditionalVersionWeights", {}).items():
            if random.random() < weight:
                return resolve(function, version)
        return resolve(function, qualifier)

    lambda_svc._effective_func_record_for_qualifier = resolve_by_weight
