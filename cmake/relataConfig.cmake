# find_package(relata): the target relata::relata is everything, relata::ROOM is one room.
include(CMakeFindDependencyMacro)
include(${CMAKE_CURRENT_LIST_DIR}/packages.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/relataTargets.cmake)
