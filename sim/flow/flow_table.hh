#pragma once

// Contract sketch: see the owner of this folder. FlowTable<Record> maps FlowKey to Record.
