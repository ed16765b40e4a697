"""What the house itself can be asked in numbers: its work, its processes, its database and its disk."""

import os
import shutil
from pathlib import Path

import peewee
from flask import current_app

from . import clock
from .db import database, is_postgres
from .events import Event
from .faults import Fault
from .heartbeat import Heartbeat
from .job_runs import JobRun
from .sight import count, gauge, streams
from .stalls import watch


@gauge("open_streams", "Open live streams of this process")
def open_streams():
    return streams.open


@count("loop_stalls", "How often the event loop of this process stood still for more than 100 ms")
def loop_stalls():
    return watch.count


@gauge("events_waiting", "Events whose reactions have not all run yet")
def events_waiting():
    return Event.select().where(~Event.settled).count()


@gauge("job_runs", "Kept runs of jobs by state", "job", "state")
def job_runs():
    query = JobRun.select(JobRun.job, JobRun.state, peewee.fn.COUNT(JobRun.id)).group_by(JobRun.job, JobRun.state)
    return {(job, state): runs for job, state, runs in query.tuples()}


@gauge("processes", "Processes that gave a sign of life lately", "role")
def processes():
    alive = [each.role for each in Heartbeat.alive()]
    return {(role,): alive.count(role) for role in ("web", "worker")}


@gauge("queue_age_seconds", "Seconds since a queue looked at the clock; -1 when none ever did")
def queue_age():
    latest = Heartbeat.select(peewee.fn.MAX(Heartbeat.ticked_at)).scalar()
    return (clock.now() - latest).total_seconds() if latest else -1


@gauge("fault_groups", "Groups of faults in the inbox of the admins")
def fault_groups():
    return Fault.select().count()


@gauge("faults_kept", "Faults counted in the groups that are kept")
def faults_kept():
    return Fault.select(peewee.fn.SUM(Fault.count)).scalar() or 0


@gauge("database_connections", "Connections of this process to the database, in use and idle", "state")
def database_connections():
    if not is_postgres():
        return {("in_use",): 0 if database.is_closed() else 1, ("idle",): 0}
    pool = database.obj
    return {("in_use",): pool.in_use, ("idle",): pool.idle}


@gauge("replica_behind_seconds", "Seconds the read replica is behind; -1 when it is away, or there is none")
def replica_behind():
    place = database.replica and database.replica.look(database)
    return place.behind if place and place.behind is not None else -1


@count("replica_reads", "Reads of this process that may be a moment old, by who was asked", "asked")
def replica_reads():
    replica = database.replica
    return {("replica",): replica.begun, ("primary",): replica.instead} if replica else {}


@gauge("database_bytes", "Size of the database")
def database_bytes():
    if is_postgres():
        return database.execute_sql("SELECT pg_database_size(current_database())").fetchone()[0]
    path = Path(database.database)
    return sum(os.path.getsize(each) for each in path.parent.glob(f"{path.name}*") if each.is_file())


@gauge("disk_free_bytes", "Free space where the data folder is")
def disk_free_bytes():
    return shutil.disk_usage(current_app.config["SETTINGS"].data).free
