"""Runs ministack, the AWS emulator, with some changes.

The emulator answers a function's request for work in two small writes. With Nagle's algorithm the second one waits
about 40 ms for an acknowledgement in every invocation.

emulator_state changes how it saves its state. emulator_keys teaches it condition keys. emulator_cdn lets CloudFront
reach the API, and answer 404 for a file that does not exist. emulator_aliases follows the weights of aliases.
emulator_queries accepts saved queries. emulator_backups restores tables to a moment. emulator_texts sends text messages
as End User Messaging does. emulator_calls counts calls of tables for tests, and emulator_charges all that AWS would
charge for.
"""

import os
import pathlib
import socketserver

import emulator_aliases
import emulator_backups
import emulator_calls
import emulator_cdn
import emulator_charges
import emulator_keys
import emulator_queries
import emulator_state
import emulator_texts

if __name__ == "__main__":
    socketserver.StreamRequestHandler.disable_nagle_algorithm = True
    kept = pathlib.Path(os.environ["STATE_DIR"])
    emulator_state.delete_stream_positions(kept / "lambda.json")
    emulator_state.move_to(int(os.environ["GATEWAY_PORT"]), kept)

    from ministack import app  # the switch above must come first
    from ministack.core import iam_actions, iam_evaluator, router
    from ministack.services import cloudfront, dynamodb, lambda_svc, s3, sns
    from ministack.services.cloudformation import provisioners

    emulator_state.start_saving(app, kept)
    emulator_keys.add_leading_keys(iam_actions, iam_evaluator)
    emulator_keys.name_roles(iam_evaluator)
    emulator_cdn.reach_own_apis(cloudfront, int(os.environ["GATEWAY_PORT"]))
    emulator_cdn.find_nothing(s3)
    emulator_aliases.follow_weights(lambda_svc)
    emulator_queries.accept_queries(provisioners)
    emulator_backups.restore_to_moments(dynamodb)
    emulator_texts.send_texts(app, router, iam_actions, sns)
    emulator_calls.count_calls(dynamodb, pathlib.Path.cwd() / "calls")
    emulator_charges.record_charges(app, lambda_svc, pathlib.Path.cwd() / "charges")
    app.main()
